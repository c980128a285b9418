#include "api/rules.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "api/exchange.h"

/* A council's policies are few; one with more of them is read anew each time. */
enum {
    POLICIES_KEPT = 8,
    COUNCILS_KEPT = 256
};

static struct {
    struct id council;
    int version;
    size_t count;
    struct policy items[POLICIES_KEPT];
    struct policy_contacts contacts;
} kept[COUNCILS_KEPT];

/* Every version of the calendar that was met lives on: clocks may be counting by it. They are some ten kilobytes, and
 * the operator imports one a year. */
struct known_calendar {
    struct known_calendar *older;
    struct arena arena;
    struct calendar calendar;
};
static struct known_calendar *newest;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static size_t place_of(struct id council)
{
    size_t hash = 5381;

    for (const char *at = council.text; *at != '\0'; at++)
        hash = hash * 33 + (unsigned char)*at;
    return hash % COUNCILS_KEPT;
}

static bool policies_recall(struct exchange *x, int version, struct rules *rules)
{
    size_t place = place_of(x->council.id);
    bool found;

    (void)pthread_mutex_lock(&lock);
    found = kept[place].count > 0 && kept[place].version == version &&
            id_same(kept[place].council, x->council.id);
    if (found) {
        struct policy *items = arena_take(x->arena, kept[place].count * sizeof *items);

        memcpy(items, kept[place].items, kept[place].count * sizeof *items);
        rules->policies = (struct policies){.items = items, .count = kept[place].count};
        rules->contacts = kept[place].contacts;
    }
    (void)pthread_mutex_unlock(&lock);
    return found;
}

static void policies_keep(const struct exchange *x, int version, const struct rules *rules)
{
    const struct policies *policies = &rules->policies;
    size_t place = place_of(x->council.id);

    if (policies->count > POLICIES_KEPT)
        return;
    (void)pthread_mutex_lock(&lock);
    kept[place].council = x->council.id;
    kept[place].version = version;
    kept[place].count = policies->count;
    memcpy(kept[place].items, policies->items, policies->count * sizeof *policies->items);
    kept[place].contacts = rules->contacts;
    (void)pthread_mutex_unlock(&lock);
}

static const struct calendar *calendar_recall(int version)
{
    const struct calendar *found = NULL;

    (void)pthread_mutex_lock(&lock);
    if (newest && newest->calendar.version >= version)
        found = &newest->calendar;
    (void)pthread_mutex_unlock(&lock);
    return found;
}

/* Take over `known`; another thread may have been faster. */
static const struct calendar *calendar_keep(struct known_calendar *known)
{
    const struct calendar *calendar;

    (void)pthread_mutex_lock(&lock);
    if (newest && newest->calendar.version >= known->calendar.version) {
        arena_free(&known->arena);
        free(known);
    } else {
        known->older = newest;
        newest = known;
    }
    calendar = &newest->calendar;
    (void)pthread_mutex_unlock(&lock);
    return calendar;
}

static enum problem calendar_learn(struct exchange *x, const struct calendar **calendar)
{
    struct known_calendar *known = calloc(1, sizeof *known);
    enum problem problem;

    if (!known)
        abort();
    problem = store_calendar_collect(x->store, &known->arena, &known->calendar);
    if (problem != NO_PROBLEM) {
        arena_free(&known->arena);
        free(known);
        return problem;
    }
    *calendar = calendar_keep(known);
    return NO_PROBLEM;
}

static bool only_reads(const struct exchange *x)
{
    return strcmp(x->route->method, "GET") == 0 || (x->route->flags & ROUTE_READS) != 0;
}

/* A reader's transaction ended with its Sync: what is asked next needs another one. */
static enum problem flight_again(struct exchange *x)
{
    if (!only_reads(x))
        return NO_PROBLEM;
    TRY(store_finish(x->store));
    store_read(x->store, &x->visitor);
    return NO_PROBLEM;
}

enum problem rules_know(struct exchange *x, int policy_version, int calendar_version,
                        struct rules *rules)
{
    bool policies_known = policies_recall(x, policy_version, rules);

    rules->calendar = calendar_recall(calendar_version);
    if (policies_known && rules->calendar)
        return NO_PROBLEM;
    TRY(flight_again(x));
    if (!policies_known)
        store_policies_read(x->store, x->council.id);
    if (!rules->calendar)
        store_calendar_read(x->store);
    if (!policies_known) {
        TRY(store_policies_collect(x->store, x->arena, &rules->policies, &rules->contacts));
        policies_keep(x, policy_version, rules);
    }
    if (!rules->calendar)
        TRY(calendar_learn(x, &rules->calendar));
    return NO_PROBLEM;
}

void rules_forget(void)
{
    while (newest) {
        struct known_calendar *older = newest->older;

        arena_free(&newest->arena);
        free(newest);
        newest = older;
    }
    memset(kept, 0, sizeof kept);
}
