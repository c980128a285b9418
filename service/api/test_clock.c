/* The clock of a sandbox council: forward only, and for legal dates alone, never for tokens, signatures or keys. A live
 * council has none. What the day brings is derived when read (invariant 23), so once the clock is set every clock that
 * fell due has been passed over. */
#include "api/exchange.h"
#include "store/sandbox_store.h"

struct clock_wish {
    struct date today;
    struct instant now;
};

static enum problem test_clock_show(struct exchange *x)
{
    store_test_clock_show(x->store, x->council.id);
    return write_collected(&x->answer, x->store); /* no row: a live council */
}

static enum problem test_clock_set(struct exchange *x)
{
    const struct clock_wish *wish = x->body;
    const bool by_instant = body_given(x, "now");
    const struct date day = by_instant ? date_in_london(wish->now.unix_ms) : wish->today;

    if (!x->council.sandbox)
        return PROBLEM_NOT_FOUND;
    if (by_instant == body_given(x, "today"))
        return fault(x, "", by_instant ? "not_both" : "missing", "Give either `today` or `now`.");
    store_test_clock_set(x->store, x->council.id, day, by_instant ? wish->now.text : NULL);
    store_test_clock_show(x->store, x->council.id);
    if (store_done(x->store, true) == PROBLEM_NOT_FOUND)
        return fault(x, by_instant ? "/now" : "/today", "backwards",
                     "The clock goes forward only; it stands later than that.");
    return write_collected(&x->answer, x->store);
}

/* ---- Bodies and routes ------------------------------------------------------------------------------ */
/* clang-format off */
static const struct field clock_fields[] = {
    FIELD(clock_wish, today, OPTIONAL),
    FIELD(clock_wish, now,   OPTIONAL),
};
static const struct body clock_body = BODY(clock_wish, clock_fields);

#define MAY_READ \
    (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER) | MAY(ADJUDICATING_OFFICER) | \
     MAY(STAGE2_INVESTIGATOR) | MAY(STAGE2_INDEPENDENT_PERSON) | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | \
     MAY(ADVOCATE) | MAY(CHILD_SUBJECT))

extern const struct route_row test_clock_routes[];
const struct route_row test_clock_routes[] = {
    ROUTE(GET, "/v1/test-clock", test_clock_show, .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_READ),
    ROUTE(PUT, "/v1/test-clock", test_clock_set,  .scopes = NEEDS(POLICY_MANAGE),   .may = MAY(COMPLAINTS_MANAGER),
          .body = &clock_body),
    {0},
};
/* clang-format on */
