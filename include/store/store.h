/* store/store.h - a connection to PostgreSQL and the flights of statements that it carries (decisions 1 to 4).
 *
 * A read is one flight: store_read, statements, collect in the same order, store_finish. A write that decides is two:
 * store_write, lock and rows, collect, decide; then writes, store_commit, collect, store_finish. Between store_read or
 * store_write and store_finish a store holds one transaction, and it always ends with store_finish.
 *
 * The first problem of a transaction sticks: every later collect returns it, and store_finish rolls everything back.
 * A flight that has promised nothing yet (a read, or the first flight of a write) is sent once more by itself when the
 * connection turns out broken or a prepared statement stale.
 *
 * A store belongs to one thread at a time. */
#ifndef HEARD_STORE_STORE_H
#define HEARD_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/problem.h"
#include "domain/codes.h"
#include "domain/date.h"
#include "sql_queries.h"

struct store;

/* Where the database is, and how long anything may take there. */
struct store_options {
    const char *database; /* a libpq connection string */
    int statement_ms;     /* a statement is given up after this; 0: what the role says */
    int lock_ms;          /* so is the wait for a lock */
    const char *
        role; /* the role to become at once (commands of the operator: "heard_owner"); NULL: none */
};

/* Who asks: what row-level security goes by. Texts must live until store_finish. */
struct visitor {
    struct id council;
    const char *actor;   /* "issuer|subject" */
    const char *roles;   /* role codes, with commas */
    bool whole_council;  /* sees every case of the council; otherwise those it takes part in */
    struct id complaint; /* of those only this one; none: all of them */
};

/* A store that connects when it is first used. Ended by store_free. Without `role` its login must be bound by row-level
 * security: a superuser, or a role with BYPASSRLS, is refused like a database that is away. */
struct store *store_new(const struct store_options *options);
void store_free(struct store *store);

/* Open a flight that only reads: every statement of it sees the same instant (REPEATABLE READ, READ ONLY). `visitor` is
 * NULL before the tenant is known: then only what belongs to no council is seen. */
void store_read(struct store *store, const struct visitor *visitor);

/* Open a transaction that writes (READ COMMITTED). */
void store_write(struct store *store, const struct visitor *visitor);

/* Put a statement into the flight. `values` are text, NULL stands for null; they are copied. Their number is that of
 * the statement's highest $n. */
void query_queue(struct store *store, enum sql sql, const char *const values[], size_t count);

/* The flight leaves. Called by the first collect when it was forgotten. PROBLEM_UNAVAILABLE without a connection. */
checked enum problem store_send(struct store *store);

/* Queue the COMMIT: it succeeds or fails with its flight. What must hold for it is decided before, or broken by a
 * statement that fails; a row not found by a later collect of the same flight undoes nothing. */
void store_commit(struct store *store);

/* End the transaction: collect what is left, roll back unless a COMMIT succeeded.
 * NO_PROBLEM; or the transaction's first problem; PROBLEM_UNAVAILABLE when the connection broke while a COMMIT was on
 * its way, so that nobody knows. */
checked enum problem store_finish(struct store *store);

/* Collect a statement of which only success counts: INSERT, UPDATE.
 * PROBLEM_NOT_FOUND when `one` and it touched no row; what its broken constraint means (service/store/constraint.c). */
checked enum problem store_done(struct store *store, bool one);

/* After a problem of a broken constraint: the JSON pointer of the member that broke it, or "". Until the next
 * transaction. */
const char *store_broken_pointer(const struct store *store);

/* The name of that constraint, or NULL. Until the next transaction. */
const char *store_broken_constraint(const struct store *store);

/* ---- Values as text; they live until store_finish -------------------------------------------------- */

const char *query_text(const char *text);                      /* empty text is null */
const char *query_id(struct store *store, struct id id);       /* no id is null */
const char *query_date(struct store *store, struct date date); /* no date is null */
const char *query_number(struct store *store, long long number);
const char *query_flag(bool flag);
const char *query_instant(struct store *store, int64_t unix_ms); /* RFC 3339, UTC, milliseconds */

/* The array literal of `count` texts: {"a","b",NULL}. */
const char *query_array(struct store *store, const char *const texts[], size_t count);
const char *query_numbers(struct store *store, const int numbers[], size_t count);

/* ---- The schema and the connection ----------------------------------------------------------------- */

/* May this program work with the schema it finds (decision 5)? */
enum schema_state {
    SCHEMA_UNREACHABLE, /* the database is away */
    SCHEMA_SERVED,
    SCHEMA_OLD,    /* migrations are missing: run `heard migrate` */
    SCHEMA_TOO_NEW /* a later release has contracted it: this program must be replaced */
};
enum schema_state store_schema_state(struct store *store);

/* Prepare every statement of sql/queries/ once, as the service's role, and count its parameters. Returns false when one
 * cannot be prepared; each is named in the log. For the start; takes a connection of its own. */
checked bool store_check_statements(const struct store_options *options);

/* Figures for /metrics, summed over all stores of the process. */
struct store_figures {
    uint64_t connections; /* open now */
    uint64_t connected;   /* opened since the start */
    uint64_t connect_failures;
    uint64_t broken; /* connections that broke */
    uint64_t flights;
    uint64_t retried; /* flights sent twice */
    uint64_t statement_failures;
};
struct store_figures store_figures(void);

#endif
