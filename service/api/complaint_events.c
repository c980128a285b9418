/* What happened to a complaint, as subscribers are told it: ids, codes and dates, numbered per complaint (api.md 7). */
#include "api/page.h"
#include "api/reply.h"
#include "store/complaint_store.h"
#include "store/event_store.h"

static const enum key_kind by_number[] = {KEY_NUMBER};

static enum problem complaint_events_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");
    struct page page;

    TRY(page_open(x, by_number, COUNT(by_number), &page));
    store_complaint_seen(x->store, x->council.id, complaint);
    store_event_list(x->store, x->council.id, complaint, reply_base(x), page.key[0], page.rows);
    TRY(store_complaint_is_seen(x->store));
    return page_answer(x, &page);
}

/* clang-format off */
static const struct parameter list_parameters[] = {
    PARAMETERS_OF_PAGES,
    {0},
};

const struct route_row complaint_events_routes[] = {
    ROUTE(GET, "/v1/complaints/:complaint_id/events", complaint_events_list,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES, .parameters = list_parameters),
    {0},
};
/* clang-format on */
