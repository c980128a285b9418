/* store/pool.h - a store for each thread that asks (measured: few connections, each owned by its thread). */
#ifndef HEARD_STORE_POOL_H
#define HEARD_STORE_POOL_H

#include "store/store.h"

struct pool;

/* No connection is made yet. Ended by pool_free, after every thread that used it has ended. */
struct pool *pool_new(const struct store_options *options);
void pool_free(struct pool *pool);

/* The calling thread's own store, made when the thread first asks. Never NULL. */
struct store *pool_store(struct pool *pool);

#endif
