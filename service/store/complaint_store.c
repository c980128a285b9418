#include "store/complaint_store.h"

#include "projection_values.h"
#include "query.h"

enum {
    SEARCH_FINDS_MOST = 1000
};

enum {
    COMPLAINT_FACTS = 20
};

void store_complaint_add(struct store *store, const struct complaint_row *row,
                         const struct projection *projection)
{
    const char *values[COMPLAINT_FACTS + PROJECTED] = {
        query_id(store, projection->council),
        query_id(store, projection->complaint),
        row->reference,
        code_text(&kind_codes, (int)row->kind),
        code_text(&channel_codes, (int)row->channel),
        code_text(&anonymity_codes, (int)row->anonymity),
        row->functions,
        row->received_at,
        row->written_at,
        query_date(store, row->became_aware_on),
        row->own_words,
        row->summary,
        row->service_code,
        row->service_name,
        row->language,
        row->accessibility,
        row->desired_outcomes,
        row->external_id,
        row->client_id,
        standing_next_clock(projection->standing) ? query_id(store, projection->next_deadline)
                                                  : NULL,
    };
    const char *lock[] = {values[0], values[1]};

    projection_values(store, projection, values + COMPLAINT_FACTS);
    query_queue(store, SQL_COMPLAINT_ADD, values, COUNT(values));
    query_queue(store, SQL_COMPLAINT_LOCK_ADD, lock, COUNT(lock));
}

void store_complaint_seen(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_COMPLAINT_SEEN, values, COUNT(values));
}

enum problem store_complaint_is_seen(struct store *store)
{
    auto_result *row = NULL;

    return query_collect(store, ONE_ROW, &row);
}

void store_reprisal_concern_add(struct store *store, struct id council, struct id complaint,
                                bool raised, const char *words, const char *actor)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_flag(raised), words, actor};

    query_queue(store, SQL_REPRISAL_CONCERN_ADD, values, COUNT(values));
}

void store_complaint_amend(struct store *store, struct id council, struct id complaint,
                           const struct complaint_change *change)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_flag(change->summary_given),
        change->summary,
        query_flag(change->service_given),
        change->service_code,
        change->service_name,
        query_flag(change->language_given),
        change->language,
        query_flag(change->accessibility_given),
        change->accessibility,
        query_flag(change->desired_outcomes_given),
        change->desired_outcomes,
    };

    query_queue(store, SQL_COMPLAINT_AMEND, values, COUNT(values));
}

/* ---- Lists ----------------------------------------------------------------------------------------- */

enum {
    FILTERS = 17
};

/* What every order and the count filter by: $1 council, $2 council's day, then the filters. */
static void filter_values(struct store *store, struct id council,
                          const struct complaint_filter *filter, const char *values[FILTERS])
{
    size_t at = 0;

    values[at++] = query_id(store, council);
    values[at++] = filter->today;
    values[at++] = filter->statuses;
    values[at++] = filter->phases;
    values[at++] = filter->procedures;
    values[at++] = filter->kinds;
    values[at++] = filter->capacities;
    values[at++] = filter->channels;
    values[at++] = filter->received_from;
    values[at++] = filter->received_to;
    values[at++] = filter->due_from;
    values[at++] = filter->due_to;
    values[at++] = filter->open;
    values[at++] = filter->overdue;
    values[at++] = filter->handler;
    values[at++] = filter->service;
    values[at] = filter->external_id;
}

static const char first_id[] = "00000000-0000-0000-0000-000000000000";
static const char last_id[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";

void store_complaint_list(struct store *store, struct id council, enum complaint_order order,
                          const struct complaint_filter *filter)
{
    static const enum sql statements[] = {
        [BY_RECEIVED] = SQL_COMPLAINT_LIST_BY_RECEIVED,
        [BY_RECEIVED_DOWN] = SQL_COMPLAINT_LIST_BY_RECEIVED_DOWN,
        [BY_DUE] = SQL_COMPLAINT_LIST_BY_DUE,
        [BY_DUE_DOWN] = SQL_COMPLAINT_LIST_BY_DUE_DOWN,
    };
    const char *values[FILTERS + 6];
    bool down = order == BY_RECEIVED_DOWN || order == BY_DUE_DOWN;
    bool mine = !query_sees_council(store);

    /* The first page goes on from before every key, so that the key is always an index condition. */
    filter_values(store, council, filter, values);
    values[FILTERS] = filter->ids;
    values[FILTERS + 1] = filter->after_day ? filter->after_day : down ? "infinity" : "-infinity";
    values[FILTERS + 2] = filter->after_id ? filter->after_id : down ? last_id : first_id;
    values[FILTERS + 3] = filter->limit;
    values[FILTERS + 4] = query_flag(order == BY_DUE || order == BY_DUE_DOWN);
    values[FILTERS + 5] = query_flag(down);
    query_queue(store, mine ? SQL_COMPLAINT_LIST_MINE : statements[order], values,
                FILTERS + (mine ? 6 : 4));
}

void store_complaint_count(struct store *store, struct id council,
                           const struct complaint_filter *filter)
{
    const char *values[FILTERS];

    filter_values(store, council, filter, values);
    query_queue(store, SQL_COMPLAINT_COUNT, values, COUNT(values));
}

enum problem store_complaint_counted(struct store *store, long *count)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *count = (long)field_integer(row, 0, 0);
    return NO_PROBLEM;
}

/* ---- Searches -------------------------------------------------------------------------------------- */

void store_complaint_search(struct store *store, struct id council,
                            const struct complaint_search *search)
{
    const char *values[] = {
        query_id(store, council), search->words,
        search->person_name,      query_date(store, search->person_born_on),
        search->reference,        query_number(store, SEARCH_FINDS_MOST),
    };

    query_queue(store, SQL_COMPLAINT_SEARCH, values, COUNT(values));
}

enum problem store_complaint_found(struct store *store, struct arena *arena, const char **ids)
{
    auto_result *rows = NULL;
    const char **found;

    TRY(query_collect(store, ANY_ROWS, &rows));
    found = arena_take(arena, ((size_t)PQntuples(rows) + 1) * sizeof *found);
    for (int row = 0; row < PQntuples(rows); row++)
        found[row] = field_text(rows, row, 0, arena);
    *ids = arena_text(arena, query_array(store, found, (size_t)PQntuples(rows)));
    return NO_PROBLEM;
}
