/* support/database.h - a database of a test's own on the cluster of HEARD_TEST_CLUSTER, migrated, dropped at the end. */
#ifndef HEARD_TESTS_DATABASE_H
#define HEARD_TESTS_DATABASE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "store/store.h"

struct database {
    char name[64];
    char owner[600];   /* conninfo of the superuser, in this database */
    char service[600]; /* of heard_service */
    char worker[600];
    PGconn *admin; /* a connection of the superuser, outside row-level security */
};

/* Make an empty database. Ends the program with status 77 (skipped) when HEARD_TEST_CLUSTER is not set. */
void database_make_empty(struct database *database);

/* Make one and bring it to the schema. */
void database_make(struct database *database);
void database_drop(struct database *database);

/* Statements of the superuser; the test fails when PostgreSQL refuses. The value is the first field, "" for none, alive
 * until the next call. */
void database_run(struct database *database, const char *format, ...) formats(2, 3);
const char *database_value(struct database *database, const char *format, ...) formats(2, 3);

/* The conninfo `base` with another user, or another database. */
void conninfo_with(char *to, size_t size, const char *base, const char *user, const char *name);

/* A store of the service, with its own options. */
struct store *database_store(const struct database *database);

/* ---- Councils and complaints as rows ----------------------------------------------------------------- */

struct id database_council(struct database *database, const char *slug, const char *code);

/* A complaint with one point, its lock, and a complainant who is "issuer|`subject`". */
struct id database_complaint(struct database *database, struct id council, const char *subject);

/* Visitors of `council`. */
struct visitor visitor_staff(struct id council);
struct visitor visitor_person(struct id council, const char *actor);

#endif
