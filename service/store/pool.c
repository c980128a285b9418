#include "store/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* One thread's store. */
struct seat {
    struct store *store;
    struct seat *next;
};

struct pool {
    struct store_options options;
    char *database;
    pthread_key_t mine;
    pthread_mutex_t lock; /* of the list */
    struct seat *seats;
};

struct pool *pool_new(const struct store_options *options)
{
    struct pool *pool = calloc(1, sizeof *pool);

    if (!pool || pthread_key_create(&pool->mine, NULL) != 0 ||
        pthread_mutex_init(&pool->lock, NULL) != 0)
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
    while (pool->seats) {
        struct seat *seat = pool->seats;

        pool->seats = seat->next;
        store_free(seat->store);
        free(seat);
    }
    (void)pthread_key_delete(pool->mine);
    (void)pthread_mutex_destroy(&pool->lock);
    free(pool->database);
    free(pool);
}

static struct store *seat_add(struct pool *pool)
{
    struct seat *seat = malloc(sizeof *seat);

    if (!seat)
        abort();
    seat->store = store_new(&pool->options);
    (void)pthread_mutex_lock(&pool->lock);
    seat->next = pool->seats;
    pool->seats = seat;
    (void)pthread_mutex_unlock(&pool->lock);
    if (pthread_setspecific(pool->mine, seat->store) != 0)
        abort();
    return seat->store;
}

struct store *pool_store(struct pool *pool)
{
    struct store *store = pthread_getspecific(pool->mine);

    return store ? store : seat_add(pool);
}
