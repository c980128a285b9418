#include "store/rules_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query.h"

/* ---- Policies -------------------------------------------------------------------------------------- */

enum {
    VALUE_VERSION,
    VALUE_FROM,
    VALUE_KEY,
    VALUE_TYPE,
    VALUE_ITSELF
};

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
        value = (struct policy_value){.kind = VALUE_DAYS,
                                      .days = text ? atoi(text) : 0}; // NOLINT(cert-err34-c)
    else if (strcmp(type, "boolean") == 0)
        value =
            (struct policy_value){.kind = VALUE_FLAG, .flag = text && strcmp(text, "true") == 0};
    else if (strcmp(type, "array") == 0)
        value.kind = VALUE_LIST;
    return value;
}

/* The ways to reach somebody that a policy publishes, while they are gathered from its values. */
struct ways {
    const char *council_email, *council_phone;
    const char *advocacy_provider, *advocacy_phone, *advocacy_email;
};

static void way_take(struct ways *ways, const char *key, const char *text)
{
    const struct {
        const char *key;
        const char **way;
    } known[] = {
        {"contact.email", &ways->council_email},
        {"contact.phone", &ways->council_phone},
        {"advocacy.provider", &ways->advocacy_provider},
        {"advocacy.contact.phone", &ways->advocacy_phone},
        {"advocacy.contact.email", &ways->advocacy_email},
    };

    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].key, key) == 0)
            *known[i].way = text;
}

static void join(char target[CONTACT_LONGEST + 1], const char *first, const char *between,
                 const char *second)
{
    (void)snprintf(target, CONTACT_LONGEST + 1, "%s%s%s", first ? first : "",
                   first && second ? between : "", second ? second : "");
}

static void contacts_make(const struct ways *ways, struct policy_contacts *contacts)
{
    join(contacts->council, ways->council_email, " or ", ways->council_phone);
    join(contacts->advocacy, ways->advocacy_provider, ", ",
         ways->advocacy_phone ? ways->advocacy_phone : ways->advocacy_email);
}

static void take_value(const PGresult *rows, int row, struct arena *arena, struct policy *policy,
                       struct ways *ways)
{
    const char *key = field_text(rows, row, VALUE_KEY, arena);
    struct policy_value published;
    struct policy_value effective;

    if (!key)
        return; /* it publishes nothing */
    published = value_of(field_text(rows, row, VALUE_TYPE, arena),
                         field_text(rows, row, VALUE_ITSELF, arena));
    if (published.kind == VALUE_TEXT)
        way_take(ways, key, published.text);
    /* What the law says of it was told when it was loaded; here only what binds counts. */
    (void)policy_take(policy, key, &published, &effective);
}

enum problem store_policies_collect(struct store *store, struct arena *arena,
                                    struct policies *policies, struct policy_contacts *contacts)
{
    auto_result *rows = NULL;
    struct ways ways = {0};
    struct policy *items;
    size_t count = 0;
    int found;

    TRY(query_collect(store, ANY_ROWS, &rows));
    found = PQntuples(rows);
    items = arena_take(arena, ((size_t)found + 1) * sizeof *items);
    for (int row = 0; row < found; row++) {
        int version = (int)field_integer(rows, row, VALUE_VERSION);

        if (count == 0 || items[count - 1].version != version) {
            ways = (struct ways){0};
            items[count] = policy_statutory();
            items[count].version = version;
            items[count++].effective_from = field_date(rows, row, VALUE_FROM);
        }
        take_value(rows, row, arena, &items[count - 1], &ways);
    }
    if (count == 0)
        items[count++] = policy_statutory();
    *policies = (struct policies){.items = items, .count = count};
    if (contacts)
        contacts_make(&ways, contacts);
    return NO_PROBLEM;
}

/* ---- The calendar ---------------------------------------------------------------------------------- */

enum {
    DAY_VERSION,
    DAY_FIRST_YEAR,
    DAY_LAST_YEAR,
    DAY_SOURCE,
    DAY_ON,
    DAY_NAME,
    DAY_ADDED_ON
};

void store_calendar_read(struct store *store)
{
    query_queue(store, SQL_CALENDAR_DAYS, NULL, 0);
}

enum problem store_calendar_collect(struct store *store, struct arena *arena,
                                    struct calendar *calendar)
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
