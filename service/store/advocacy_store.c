#include "store/advocacy_store.h"

#include "query.h"

static const char *number_or_null(struct store *store, int number)
{
    return number > 0 ? query_number(store, number) : NULL;
}

void store_advocacy_add(struct store *store, struct id council, const struct advocacy_row *row)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        query_id(store, row->complaint),
        number_or_null(store, row->stage),
        row->status,
        query_date(store, row->offered_on),
        query_date(store, row->asked_on),
        code_text(&role_codes, (int)row->asked_by),
        row->provider,
        query_id(store, row->advocate),
        query_id(store, row->participant),
        query_flag(row->self_arranged),
        query_date(store, row->appointed_on),
        row->declarations,
        row->shares,
        number_or_null(store, row->act),
    };

    query_queue(store, SQL_ADVOCACY_ADD, values, COUNT(values));
}

void store_advocacy_amend(struct store *store, struct id council, const struct advocacy_row *row)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        row->status,
        row->answer,
        query_date(store, row->answered_on),
        row->provider,
        query_id(store, row->advocate),
        query_id(store, row->participant),
        query_date(store, row->appointed_on),
        row->declarations,
        row->shares,
        query_date(store, row->ended_on),
        number_or_null(store, row->act),
        query_flag(row->self_arranged),
    };

    query_queue(store, SQL_ADVOCACY_AMEND, values, COUNT(values));
}

void store_advocacy_list(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_ADVOCACY_LIST, values, COUNT(values));
}

static void advocacy_queue(struct store *store, enum sql sql, struct id council,
                           struct id complaint, struct id advocacy)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, advocacy)};

    query_queue(store, sql, values, COUNT(values));
}

void store_advocacy_show(struct store *store, struct id council, struct id complaint,
                         struct id advocacy)
{
    advocacy_queue(store, SQL_ADVOCACY_SHOW, council, complaint, advocacy);
}

void store_advocacy_lock(struct store *store, struct id council, struct id complaint,
                         struct id advocacy)
{
    advocacy_queue(store, SQL_ADVOCACY_LOCK, council, complaint, advocacy);
}

enum problem store_advocacy_locked(struct store *store, struct arena *arena,
                                   struct advocacy_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *head = (struct advocacy_head){
        .version = (int)field_integer(row, 0, 0),
        .status = field_text(row, 0, 1, arena),
        .participant = field_id(row, 0, 2),
    };
    return NO_PROBLEM;
}

void store_participant_checked(struct store *store, struct id council, struct id participant,
                               const char *check)
{
    const char *values[] = {query_id(store, council), query_id(store, participant), check};

    query_queue(store, SQL_PARTICIPANT_CHECKED, values, COUNT(values));
}

void store_advocacy_open(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_ADVOCACY_OPEN, values, COUNT(values));
}

enum problem store_advocacy_opened(struct store *store, struct id *advocacy)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ANY_ROWS, &row));
    *advocacy = PQntuples(row) > 0 ? field_id(row, 0, 0) : (struct id){{0}};
    return NO_PROBLEM;
}
