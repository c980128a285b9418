/* cache.h - verified tokens by their SHA-256, so that a signature is checked once and not at each request.
 *
 * Sets of eight, the least recently used gives way (a direct-mapped table thrashed, architecture.md 3). An entry belongs
 * to the generation of keys that verified it and is dead under any later one. Any thread may call. */
#ifndef HEARD_SECURITY_CACHE_H
#define HEARD_SECURITY_CACHE_H

#include "security/actor.h"
#include "security/crypto.h"

struct cache;

struct cache_moment {
    uint64_t generation; /* of the keys */
    int64_t now_s;       /* entries whose actor expired at or before it are dead */
};

/* At most `entries` are kept, rounded up to whole sets; 0: nothing is ever kept. */
struct cache *cache_new(size_t entries);
void cache_free(struct cache *cache);

/* Writes `actor` only when it returns true. */
checked bool cache_find(struct cache *cache, const struct sha256 *token, struct cache_moment moment,
                        struct actor *actor);
void cache_keep(struct cache *cache, const struct sha256 *token, struct cache_moment moment,
                const struct actor *actor);

/* Live entries at `moment`. Walks everything: for figures, not for requests. */
size_t cache_count(struct cache *cache, struct cache_moment moment);

#endif
