#include "tenants.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/tenant_store.h"

enum {
    BUCKETS = 256,
    FRESH_US = 60 * 1000000
};

struct entry {
    struct entry *next;
    char *sought; /* slug or id, as tokens say it */
    char *slug;
    char *code;
    char *name;
    struct id id;
    int64_t read_us;
};

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static struct entry *buckets[BUCKETS];

static struct entry **bucket(const char *sought)
{
    uint32_t state = 2166136261U;

    for (; *sought; sought++)
        state = (state ^ (unsigned char)*sought) * 16777619U;
    return &buckets[state % BUCKETS];
}

static struct entry *entry_find(const char *sought)
{
    struct entry *entry = *bucket(sought);

    while (entry && strcmp(entry->sought, sought) != 0)
        entry = entry->next;
    return entry;
}

/* Copy what is remembered into the exchange; false when it is not, or no longer fresh. */
static bool recall(struct exchange *x, const char *sought)
{
    const struct entry *entry;
    bool fresh;

    (void)pthread_rwlock_rdlock(&lock);
    entry = entry_find(sought);
    fresh = entry && clock_monotonic_us() - entry->read_us < FRESH_US;
    if (fresh)
        x->council = (struct tenant){
            .id = entry->id,
            .slug = arena_text(x->arena, entry->slug),
            .code = arena_text(x->arena, entry->code),
            .name = arena_text(x->arena, entry->name),
        };
    (void)pthread_rwlock_unlock(&lock);
    return fresh;
}

static char *copy(const char *text)
{
    char *copied = strdup(text);

    if (!copied)
        abort();
    return copied;
}

/* Live councils are few and stay: entries are changed, never removed. */
static void remember(const struct tenant *council, const char *sought)
{
    struct entry *entry;

    (void)pthread_rwlock_wrlock(&lock);
    entry = entry_find(sought);
    if (!entry) {
        entry = calloc(1, sizeof *entry);
        if (!entry)
            abort();
        entry->sought = copy(sought);
        entry->next = *bucket(sought);
        *bucket(sought) = entry;
    }
    free(entry->slug);
    free(entry->code);
    free(entry->name);
    entry->slug = copy(council->slug);
    entry->code = copy(council->code);
    entry->name = copy(council->name);
    entry->id = council->id;
    entry->read_us = clock_monotonic_us();
    (void)pthread_rwlock_unlock(&lock);
}

static enum problem ask(struct exchange *x, const char *sought)
{
    struct tenant_row row;
    enum problem problem;
    enum problem ended;

    store_read(x->store, NULL);
    store_tenant_find(x->store, sought);
    problem = store_tenant_found(x->store, x->arena, &row);
    ended = store_finish(x->store);
    if (problem || ended)
        return problem ? problem : ended;
    x->council = (struct tenant){
        .id = row.id, .slug = row.slug, .code = row.code, .name = row.name, .sandbox = row.sandbox};
    if (row.sandbox)
        x->today = row.test_day;
    return NO_PROBLEM;
}

enum problem tenant_resolve(struct exchange *x, const char *slug_or_id)
{
    x->today = date_in_london(x->now);
    if (recall(x, slug_or_id))
        return NO_PROBLEM;
    TRY(ask(x, slug_or_id));
    if (!x->council.sandbox)
        remember(&x->council, slug_or_id);
    return NO_PROBLEM;
}
