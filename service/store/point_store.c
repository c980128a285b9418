#include "query.h"
#include "store/complaint_store.h"

void store_point_add(struct store *store, struct id council, const struct point_row *row)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->complaint),
        query_id(store, row->id),
        query_number(store, row->number),
        row->own_words,
        code_text(&function_codes, (int)row->function),
        row->team,
        query_date(store, row->period_from),
        query_date(store, row->period_to),
        row->desired_outcome,
        query_number(store, row->added_at_stage),
        query_date(store, row->added_on),
        query_number(store, row->act),
        code_text(&route_codes, (int)row->procedure),
        code_text(&point_status_codes, (int)row->status),
    };

    query_queue(store, SQL_POINT_ADD, values, COUNT(values));
}

void store_point_list(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_POINT_LIST, values, COUNT(values));
}

static void point_queue(struct store *store, enum sql sql, struct id council, struct id complaint,
                        struct id point)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, point)};

    query_queue(store, sql, values, COUNT(values));
}

void store_point_show(struct store *store, struct id council, struct id complaint, struct id point)
{
    point_queue(store, SQL_POINT_SHOW, council, complaint, point);
}

void store_point_lock(struct store *store, struct id council, struct id complaint, struct id point)
{
    point_queue(store, SQL_POINT_LOCK, council, complaint, point);
}

enum problem store_point_locked(struct store *store, int *version)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *version = (int)field_integer(row, 0, 0);
    return NO_PROBLEM;
}

void store_point_amend(struct store *store, struct id council, struct id point,
                       const struct point_change *change)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, point),
        query_flag(change->agreed_text_given),
        change->agreed_text,
        query_flag(change->function_given),
        code_text(&function_codes, (int)change->function),
        query_flag(change->team_given),
        change->team,
        query_flag(change->about_given),
        change->about,
        query_flag(change->period_given),
        query_date(store, change->period_from),
        query_date(store, change->period_to),
        query_flag(change->desired_outcome_given),
        change->desired_outcome,
    };

    query_queue(store, SQL_POINT_AMEND, values, COUNT(values));
}
