#include "store/rules_store.h"

#include <stdlib.h>
#include <string.h>

#include "query.h"

/* ---- Policies -------------------------------------------------------------------------------------- */

enum { VALUE_VERSION, VALUE_FROM, VALUE_KEY, VALUE_TYPE, VALUE_ITSELF };

void store_policies_read(struct store *store, struct id council)
{
    const char *values[] = {query_id(store, council)};

    query_queue(store, SQL_POLICY_VALUES, values, COUNT(values));
}

/* A value of JSON as the policy's keys know it. */
static struct policy_value value_of(const char *type, const char *text)
{
    struct policy_value value = {.kind = VALUE_TEXT, .text = text};

    if (!type || strcmp(type, "null") == 0)
        value = (struct policy_value){.kind = VALUE_NULL};
    else if (strcmp(type, "number") == 0)
        value = (struct policy_value){.kind = VALUE_DAYS, .days = text ? atoi(text) : 0}; // NOLINT(cert-err34-c)
    else if (strcmp(type, "boolean") == 0)
        value = (struct policy_value){.kind = VALUE_FLAG, .flag = text && strcmp(text, "true") == 0};
    else if (strcmp(type, "array") == 0)
        value.kind = VALUE_LIST;
    return value;
}

static void take_value(const PGresult *rows, int row, struct arena *arena, struct policy *policy)
{
    const char *key = field_text(rows, row, VALUE_KEY, arena);
    struct policy_value published;
    struct policy_value effective;

    if (!key)
        return; /* it publishes nothing */
    published = value_of(field_text(rows, row, VALUE_TYPE, arena), field_text(rows, row, VALUE_ITSELF, arena));
    /* What the law says of it was told when it was loaded; here only what binds counts. */
    (void)policy_take(policy, key, &published, &effective);
}

enum problem store_policies_collect(struct store *store, struct arena *arena, struct policies *policies)
{
    auto_result *rows = NULL;
    struct policy *items;
    size_t count = 0;
    int found;

    TRY(query_collect(store, ANY_ROWS, &rows));
    found = PQntuples(rows);
    items = arena_take(arena, ((size_t)found + 1) * sizeof *items);
    for (int row = 0; row < found; row++) {
        int version = (int)field_integer(rows, row, VALUE_VERSION);

        if (count == 0 || items[count - 1].version != version) {
            items[count] = policy_statutory();
            items[count].version = version;
            items[count++].effective_from = field_date(rows, row, VALUE_FROM);
        }
        take_value(rows, row, arena, &items[count - 1]);
    }
    if (count == 0)
        items[count++] = policy_statutory();
    *policies = (struct policies){.items = items, .count = count};
    return NO_PROBLEM;
}

/* ---- The calendar ---------------------------------------------------------------------------------- */

enum { DAY_VERSION, DAY_FIRST_YEAR, DAY_LAST_YEAR, DAY_SOURCE, DAY_ON, DAY_NAME, DAY_ADDED_ON };

void store_calendar_read(struct store *store)
{
    query_queue(store, SQL_CALENDAR_DAYS, NULL, 0);
}

enum problem store_calendar_collect(struct store *store, struct arena *arena, struct calendar *calendar)
{
    auto_result *rows = NULL;
    struct holiday *holidays;
    size_t count = 0;
    int found;

    TRY(query_collect(store, ANY_ROWS, &rows));
    found = PQntuples(rows);
    if (found == 0)
        return PROBLEM_CALENDAR_UNKNOWN;
    holidays = arena_take(arena, (size_t)found * sizeof *holidays);
    for (int row = 0; row < found; row++)
        if (!PQgetisnull(rows, row, DAY_ON))
            holidays[count++] = (struct holiday){
                .on = field_date(rows, row, DAY_ON),
                .name = field_text(rows, row, DAY_NAME, arena),
                .added_on = field_date(rows, row, DAY_ADDED_ON),
            };
    *calendar = (struct calendar){
        .version = (int)field_integer(rows, 0, DAY_VERSION),
        .first_year = (int)field_integer(rows, 0, DAY_FIRST_YEAR),
        .last_year = (int)field_integer(rows, 0, DAY_LAST_YEAR),
        .holidays = holidays,
        .count = count,
    };
    return NO_PROBLEM;
}
