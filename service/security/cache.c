#include "cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    WAYS = 8,
    SHARDS = 32
};

struct entry {
    struct sha256 token;
    uint64_t generation;
    uint64_t used; /* by the shard's count; 0: never filled */
    struct actor actor;
};

struct shard {
    pthread_mutex_t mutex;
    uint64_t uses;
};

struct cache {
    struct shard shards[SHARDS];
    size_t sets;
    struct entry entries[]; /* set after set */
};

struct cache *cache_new(size_t entries)
{
    size_t sets = (entries + WAYS - 1) / WAYS;
    /* calloc: pages that no token ever touches cost no memory */
    struct cache *cache = calloc(1, sizeof *cache + sets * WAYS * sizeof cache->entries[0]);

    if (!cache)
        abort();
    cache->sets = sets;
    for (size_t i = 0; i < SHARDS; i++)
        (void)pthread_mutex_init(&cache->shards[i].mutex, NULL);
    return cache;
}

void cache_free(struct cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < SHARDS; i++)
        (void)pthread_mutex_destroy(&cache->shards[i].mutex);
    free(cache);
}

/* The number of the set that may hold `token`: the hash is uniform, so any eight bytes of it do. */
static size_t set_of(const struct cache *cache, const struct sha256 *token)
{
    uint64_t number;

    memcpy(&number, token->bytes, sizeof number);
    return (size_t)(number % cache->sets);
}

static bool alive(const struct entry *entry, struct cache_moment moment)
{
    return entry->used != 0 && entry->generation == moment.generation &&
           entry->actor.expires_at > moment.now_s;
}

static bool same_token(const struct entry *entry, const struct sha256 *token)
{
    return memcmp(entry->token.bytes, token->bytes, sizeof token->bytes) == 0;
}

bool cache_find(struct cache *cache, const struct sha256 *token, struct cache_moment moment,
                struct actor *actor)
{
    bool found = false;
    struct shard *shard;
    struct entry *set;

    if (cache->sets == 0)
        return false;
    shard = &cache->shards[set_of(cache, token) % SHARDS];
    set = &cache->entries[set_of(cache, token) * WAYS];
    (void)pthread_mutex_lock(&shard->mutex);
    for (size_t i = 0; i < WAYS && !found; i++)
        if (alive(&set[i], moment) && same_token(&set[i], token)) {
            *actor = set[i].actor;
            set[i].used = ++shard->uses;
            found = true;
        }
    (void)pthread_mutex_unlock(&shard->mutex);
    return found;
}

/* The entry to write: the token's own, else a dead one, else the least recently used. */
static struct entry *entry_to_fill(struct entry *set, const struct sha256 *token,
                                   struct cache_moment moment)
{
    struct entry *chosen = &set[0];

    for (size_t i = 0; i < WAYS; i++) {
        if (same_token(&set[i], token))
            return &set[i];
        if (!alive(&set[i], moment))
            set[i].used = 0;
        if (set[i].used < chosen->used)
            chosen = &set[i];
    }
    return chosen;
}

void cache_keep(struct cache *cache, const struct sha256 *token, struct cache_moment moment,
                const struct actor *actor)
{
    struct shard *shard;
    struct entry *entry;

    if (cache->sets == 0)
        return;
    shard = &cache->shards[set_of(cache, token) % SHARDS];
    (void)pthread_mutex_lock(&shard->mutex);
    entry = entry_to_fill(&cache->entries[set_of(cache, token) * WAYS], token, moment);
    *entry = (struct entry){
        .token = *token,
        .generation = moment.generation,
        .used = ++shard->uses,
        .actor = *actor,
    };
    (void)pthread_mutex_unlock(&shard->mutex);
}

size_t cache_count(struct cache *cache, struct cache_moment moment)
{
    size_t count = 0;

    for (size_t set = 0; set < cache->sets; set++) {
        struct shard *shard = &cache->shards[set % SHARDS];

        (void)pthread_mutex_lock(&shard->mutex);
        for (size_t i = 0; i < WAYS; i++)
            count += alive(&cache->entries[set * WAYS + i], moment);
        (void)pthread_mutex_unlock(&shard->mutex);
    }
    return count;
}
