/* connection.h - one connection of libpq in pipeline mode: opening it, with back-off, and talking without blocking for ever.
 * For this folder only. */
#ifndef HEARD_STORE_CONNECTION_H
#define HEARD_STORE_CONNECTION_H

#include <libpq-fe.h>

#include "store/store.h"

struct connection {
    PGconn *libpq; /* NULL: none */
    bool prepared[SQL_COUNT + 1];
    char *database;
    const char *role; /* static, or NULL */
    int statement_ms;
    int lock_ms;
    int failures;       /* in a row */
    int64_t not_before; /* clock_monotonic_us: no attempt earlier than this */
};

void connection_set(struct connection *connection, const struct store_options *options);
void connection_end(struct connection *connection);

/* Be connected. False when PostgreSQL cannot be reached, or could not a moment ago: nobody waits for the next attempt. */
checked bool connection_open(struct connection *connection);

/* Forget a connection that is broken, or whose statements are stale. The next one may be tried at once. */
void connection_drop(struct connection *connection, bool broken);

/* Send what libpq has in its buffer. False when the connection broke. */
checked bool connection_flush(struct connection *connection);

/* The next result, NULL between two statements. False when the connection broke or nothing came until `deadline`. */
checked bool connection_result(struct connection *connection, int64_t deadline, PGresult **result);

/* When a flight that leaves now must be answered. */
int64_t connection_deadline(const struct connection *connection);

void connection_count_flight(bool again);
void connection_count_failure(void);

#endif
