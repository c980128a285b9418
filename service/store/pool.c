#include "store/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct pool {
    struct store_options options;
    char *database;
    pthread_key_t mine;
    pthread_mutex_t lock; /* of the list */
    struct store **stores;
    size_t count, size;
};

struct pool *pool_new(const struct store_options *options)
{
    struct pool *pool = calloc(1, sizeof *pool);

    if (!pool || pthread_key_create(&pool->mine, NULL) != 0 || pthread_mutex_init(&pool->lock, NULL) != 0)
        abort();
    pool->database = strdup(options->database);
    if (!pool->database)
        abort();
    pool->options = *options;
    pool->options.database = pool->database;
    return pool;
}

void pool_free(struct pool *pool)
{
    if (!pool)
        return;
    for (size_t i = 0; i < pool->count; i++)
        store_free(pool->stores[i]);
    (void)pthread_key_delete(pool->mine);
    (void)pthread_mutex_destroy(&pool->lock);
    free(pool->stores);
    free(pool->database);
    free(pool);
}

static struct store *store_add(struct pool *pool)
{
    struct store *store = store_new(&pool->options);

    (void)pthread_mutex_lock(&pool->lock);
    if (pool->count == pool->size) {
        pool->size = pool->size ? pool->size * 2 : 16;
        pool->stores = realloc(pool->stores, pool->size * sizeof *pool->stores);
        if (!pool->stores)
            abort();
    }
    pool->stores[pool->count++] = store;
    (void)pthread_mutex_unlock(&pool->lock);
    if (pthread_setspecific(pool->mine, store) != 0)
        abort();
    return store;
}

struct store *pool_store(struct pool *pool)
{
    struct store *store = pthread_getspecific(pool->mine);

    return store ? store : store_add(pool);
}
