#include "store/sandbox_store.h"

#include "query.h"

void store_sandbox_add(struct store *store, const struct sandbox_new *sandbox)
{
    const char *values[] = {
        query_id(store, sandbox->id),
        sandbox->slug,
        sandbox->code,
        sandbox->name,
        query_date(store, sandbox->today),
        query_instant(store, sandbox->expires_at),
    };

    query_queue(store, SQL_SANDBOX_ADD, values, COUNT(values));
}

void store_sandbox_sweep(struct store *store, int most)
{
    const char *values[] = {query_number(store, most)};

    query_queue(store, SQL_SANDBOX_SWEEP, values, COUNT(values));
}

void store_test_clock_show(struct store *store, struct id council)
{
    const char *values[] = {query_id(store, council)};

    query_queue(store, SQL_TEST_CLOCK_SHOW, values, COUNT(values));
}

void store_test_clock_set(struct store *store, struct id council, struct date day,
                          const char *instant)
{
    const char *values[] = {query_id(store, council), query_date(store, day), instant};

    query_queue(store, SQL_TEST_CLOCK_SET, values, COUNT(values));
}

void store_sample_state(struct store *store, struct id council, const char *last)
{
    const char *values[] = {query_id(store, council), last};

    query_queue(store, SQL_SAMPLE_STATE, values, COUNT(values));
}

enum problem store_sample_state_collect(struct store *store, struct sample_state *state)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    state->complaints = (long)field_integer(row, 0, 0);
    state->complete = field_flag(row, 0, 1);
    return NO_PROBLEM;
}
