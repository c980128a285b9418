#include "store/request_store.h"

#include "domain/procedure.h"
#include "query.h"

static const char *const statuses[] = {
    [REQUEST_OPEN] = "open",
    [REQUEST_ANSWERED] = "answered",
    [REQUEST_DONE] = "done",
    [REQUEST_WITHDRAWN] = "withdrawn",
};

void store_request_add(struct store *store, struct id council, const struct request_row *request)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, request->id),
        query_id(store, request->complaint),
        request->kind,
        statuses[request->status],
        query_date(store, request->made_on),
        query_date(store, request->received_on),
        query_id(store, request->made_by),
        code_text(&role_codes, (int)request->made_by_role),
        code_text(&form_codes, (int)request->form),
        request->words,
        query_numbers(store, request->points, request->point_count),
        request->detail ? request->detail : "{}",
        query_number(store, request->stage),
        query_number(store, request->act),
        request->recorded_by,
        code_text(&role_codes, (int)request->recorded_by_role),
    };

    query_queue(store, SQL_REQUEST_ADD, values, COUNT(values));
}

void store_request_end(struct store *store, struct id council, struct id complaint,
                       struct id request, enum request_status status)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, request), statuses[status]};

    query_queue(store, SQL_REQUEST_END, values, COUNT(values));
}

void store_withdrawals_done(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_REQUEST_WITHDRAWALS_DONE, values, COUNT(values));
}

void store_advocacy_asked(struct store *store, struct id council, struct id id, struct id complaint,
                          const struct act *act)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, id),
        query_id(store, complaint),
        query_date(store, act_day(act)),
        code_text(&role_codes, (int)act->by),
        query_number(store, act->number),
    };

    query_queue(store, SQL_ADVOCACY_ASKED, values, COUNT(values));
}

void store_request_find(struct store *store, struct id council, struct id complaint,
                        struct id request)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, request)};

    query_queue(store, SQL_REQUEST_FIND, values, COUNT(values));
}

void store_request_find_open(struct store *store, struct id council, struct id complaint,
                             const char *kinds)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint), kinds};

    query_queue(store, SQL_REQUEST_FIND_OPEN, values, COUNT(values));
}

enum problem store_request_found(struct store *store, struct arena *arena,
                                 struct request_found *found)
{
    auto_result *rows = NULL;

    TRY(query_collect(store, ANY_ROWS, &rows));
    if (PQntuples(rows) == 0)
        return PROBLEM_NOT_FOUND; /* for the caller to say where: the transaction goes on */
    *found = (struct request_found){
        .id = field_id(rows, 0, 0),
        .kind = field_text(rows, 0, 1, arena),
        .open = field_flag(rows, 0, 2),
        .act = (int)field_integer(rows, 0, 3),
        .start_on = field_date(rows, 0, 4),
    };
    return NO_PROBLEM;
}

static void list_queue(struct store *store, struct id council, struct id complaint,
                       struct id request, const char *kinds, const char *after, size_t rows,
                       struct date today)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_id(store, request),
        kinds,
        after,
        query_number(store, (long long)rows),
        query_date(store, today),
    };

    query_queue(store, SQL_REQUEST_LIST, values, COUNT(values));
}

void store_request_show(struct store *store, struct id council, struct id complaint,
                        struct id request, struct date today)
{
    list_queue(store, council, complaint, request, NULL, NULL, 1, today);
}

void store_request_list(struct store *store, struct id council, struct id complaint,
                        const char *kinds, const char *after, size_t rows, struct date today)
{
    list_queue(store, council, complaint, (struct id){0}, kinds, after, rows, today);
}

void store_request_received_set(struct store *store, struct id council, struct id complaint,
                                struct id request, struct date received_on)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, request), query_date(store, received_on)};

    query_queue(store, SQL_REQUEST_RECEIVED_SET, values, COUNT(values));
}
