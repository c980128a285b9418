#include "store/deadline_store.h"

#include "domain/policy.h"
#include "query.h"

enum {
    FILTERS = 10
};

static void filter_values(struct store *store, struct id council,
                          const struct deadline_filter *filter, const char *values[FILTERS])
{
    size_t at = 0;

    values[at++] = query_id(store, council);
    values[at++] = filter->today;
    values[at++] = filter->overdue;
    values[at++] = filter->due_before;
    values[at++] = filter->due_from;
    values[at++] = filter->due_to;
    values[at++] = filter->kinds;
    values[at++] = filter->statuses;
    values[at++] = filter->stage;
    values[at] = filter->handler;
}

void store_deadline_list(struct store *store, struct id council, bool down,
                         const struct deadline_filter *filter)
{
    static const enum sql statements[2][2] = {
        {SQL_DEADLINE_LIST_OPEN, SQL_DEADLINE_LIST_OPEN_DOWN},
        {SQL_DEADLINE_LIST_ANY, SQL_DEADLINE_LIST_ANY_DOWN},
    };
    const char *values[FILTERS + 5];
    bool mine = !query_sees_council(store);
    bool any = filter->statuses != NULL;

    filter_values(store, council, filter, values);
    values[FILTERS] = filter->after_day ? filter->after_day : down ? "infinity" : "-infinity";
    values[FILTERS + 1] = filter->after_id ? filter->after_id
                          : down           ? "ffffffff-ffff-ffff-ffff-ffffffffffff"
                                           : "00000000-0000-0000-0000-000000000000";
    values[FILTERS + 2] = filter->limit;
    values[FILTERS + 3] = query_flag(!any);
    values[FILTERS + 4] = query_flag(down);
    query_queue(store, mine ? SQL_DEADLINE_LIST_MINE : statements[any][down], values,
                FILTERS + (mine ? 5 : 3));
}

void store_deadline_count(struct store *store, struct id council,
                          const struct deadline_filter *filter)
{
    const char *values[FILTERS];

    filter_values(store, council, filter, values);
    query_queue(store, filter->statuses ? SQL_DEADLINE_COUNT_ANY : SQL_DEADLINE_COUNT_OPEN, values,
                COUNT(values));
}

void store_deadlines_of(struct store *store, struct id council, struct id complaint,
                        struct date today)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_date(store, today)};

    query_queue(store, SQL_DEADLINE_OF_COMPLAINT, values, COUNT(values));
}

void store_deadline_show(struct store *store, struct id council, struct id deadline,
                         struct date today)
{
    const char *values[] = {query_id(store, council), query_id(store, deadline),
                            query_date(store, today)};

    query_queue(store, SQL_DEADLINE_SHOW, values, COUNT(values));
}

static void row_read(const PGresult *rows, int at, struct arena *arena, struct deadline_row *row)
{
    int column = 0;

    row->id = field_id(rows, at, column++);
    row->complaint = field_id(rows, at, column++);
    row->reference = field_text(rows, at, column++, arena);
    row->kind = (enum limit)field_code(rows, at, column++, &limit_codes);
    row->stage = (int)field_integer(rows, at, column++);
    row->state = (enum clock_state)field_code(rows, at, column++, &clock_state_codes);
    row->starts_on = field_date(rows, at, column++);
    row->start_event = field_text(rows, at, column++, arena);
    row->working_days =
        PQgetisnull(rows, at, column) ? DAYS_NONE : (int)field_integer(rows, at, column);
    column++;
    row->statutory_due_on = field_date(rows, at, column++);
    row->policy_due_on = field_date(rows, at, column++);
    row->due_on = field_date(rows, at, column++);
    row->ceiling_on = field_date(rows, at, column++);
    row->met_on = field_date(rows, at, column++);
    row->ended_on = field_date(rows, at, column++);
    row->extended = field_flag(rows, at, column++);
    row->recorded_late = field_flag(rows, at, column++);
    row->moves = field_text(rows, at, column++, arena);
    row->handler = field_id(rows, at, column++);
    row->version = (int)field_integer(rows, at, column);
}

enum problem store_deadlines_collect(struct store *store, struct arena *arena,
                                     struct deadline_row **rows, size_t *count)
{
    auto_result *result = NULL;
    struct deadline_row *read;
    int found;

    TRY(query_collect(store, ANY_ROWS, &result));
    found = PQntuples(result);
    read = arena_take(arena, ((size_t)found + 1) * sizeof *read);
    for (int at = 0; at < found; at++)
        row_read(result, at, arena, &read[at]);
    *rows = read;
    *count = (size_t)found;
    return NO_PROBLEM;
}

enum problem store_deadline_collect(struct store *store, struct arena *arena,
                                    struct deadline_row *row)
{
    auto_result *result = NULL;

    TRY(query_collect(store, ONE_ROW, &result));
    row_read(result, 0, arena, row);
    return NO_PROBLEM;
}
