/* Working days in England, and the days that are none (reg. 2(1)). Public, the same for everybody. A day outside the
 * calendar's known years is refused, never guessed (invariant 18). */
#include <stdlib.h>

#include "api/exchange.h"
#include "day_count.h"
#include "store/calendar_view.h"
#include "store/rules_store.h"

enum {
    DAYS_MOST = 400,   /* working days counted at once */
    SPAN_LONGEST = 800 /* days told one by one */
};

/* The calendar's facts as JSON, to be put where they belong. */
static enum problem facts_collect(struct exchange *x, const char **facts)
{
    struct writer json = {.arena = x->arena};
    const enum problem problem = write_collected(&json, x->store);

    *facts = json.text;
    return problem == PROBLEM_NOT_FOUND ? PROBLEM_CALENDAR_UNKNOWN : problem;
}

static enum problem parameter_fault(struct exchange *x, const char *parameter, const char *code,
                                    const char *detail)
{
    fault_add(&x->faults,
              (struct body_fault){.parameter = parameter, .code = code, .detail = detail});
    return PROBLEM_VALIDATION_FAILED;
}

/* ---- Handlers --------------------------------------------------------------------------------------- */

static enum problem count_check(struct exchange *x)
{
    const bool by_days = parameter_text(x, "days") != NULL;
    const bool by_end = parameter_text(x, "to") != NULL;

    if (by_days == by_end)
        return parameter_fault(x, "days", by_days ? "not_both" : "missing",
                               "Give either `to` or `days`.");
    if (by_end && abs(date_number(parameter_date(x, "to")) -
                      date_number(parameter_date(x, "from"))) > SPAN_LONGEST)
        return parameter_fault(x, "to", "out_of_range",
                               "Days are told one by one over at most 800 days.");
    return NO_PROBLEM;
}

static enum problem working_days_count(struct exchange *x)
{
    const struct date from = parameter_date(x, "from");
    struct date to = parameter_date(x, "to");
    struct writer explanation = {.arena = x->arena};
    struct calendar calendar;
    const char *facts;
    int counted;

    TRY(count_check(x));
    store_calendar_facts(x->store);
    store_calendar_read(x->store);
    TRY(facts_collect(x, &facts));
    TRY(store_calendar_collect(x->store, x->arena, &calendar));
    if (date_none(to))
        TRY(calendar_count(&calendar, from, (int)parameter_number(x, "days", 0), &to));
    TRY(write_days_counted(&explanation, &calendar, from, to, &counted));
    write_object(&x->answer);
    write_member_date(&x->answer, "from", from);
    write_member_date(&x->answer, "to", to);
    write_member_number(&x->answer, "working_days", counted);
    write_member(&x->answer, "explanation");
    write_json(&x->answer, explanation.text);
    write_member(&x->answer, "calendar");
    write_json(&x->answer, facts);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

/* Are the ends that were asked for within the known years? */
static enum problem ends_check(struct exchange *x, const struct calendar *calendar)
{
    static const char *const ends[] = {"from", "to"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        const struct date end = parameter_date(x, ends[i]);
        bool working;

        if (!date_none(end))
            TRY(calendar_is_working(calendar, end, &working));
    }
    return NO_PROBLEM;
}

static enum problem non_working_days_list(struct exchange *x)
{
    struct calendar calendar;
    const char *facts;

    store_calendar_facts(x->store);
    store_calendar_read(x->store);
    store_non_working_days(x->store, parameter_date(x, "from"), parameter_date(x, "to"));
    TRY(facts_collect(x, &facts));
    TRY(store_calendar_collect(x->store, x->arena, &calendar));
    TRY(ends_check(x, &calendar));
    write_object(&x->answer);
    write_member(&x->answer, "calendar");
    write_json(&x->answer, facts);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member(&x->answer, "next_cursor");
    write_null(&x->answer);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

/* ---- Routes ----------------------------------------------------------------------------------------- */
/* clang-format off */
static const struct parameter count_parameters[] = {
    {.name = "from", .kind = PARAMETER_DATE,   .required = true},
    {.name = "to",   .kind = PARAMETER_DATE},
    {.name = "days", .kind = PARAMETER_NUMBER, .least = -DAYS_MOST, .most = DAYS_MOST},
    {0},
};
static const struct parameter days_parameters[] = {
    {.name = "from", .kind = PARAMETER_DATE},
    {.name = "to",   .kind = PARAMETER_DATE},
    {0},
};

extern const struct route_row calendar_days_routes[];
const struct route_row calendar_days_routes[] = {
    ROUTE(GET, "/v1/working-days",     working_days_count,    .parameters = count_parameters,
          .flags = ROUTE_PUBLIC | ROUTE_CACHEABLE | ROUTE_OPEN_TO_PAGES),
    ROUTE(GET, "/v1/non-working-days", non_working_days_list, .parameters = days_parameters,
          .flags = ROUTE_PUBLIC | ROUTE_CACHEABLE | ROUTE_OPEN_TO_PAGES),
    {0},
};
/* clang-format on */
