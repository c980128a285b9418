/* query.h - results of PostgreSQL, for this folder only: nobody above the store sees libpq. */
#ifndef HEARD_STORE_QUERY_H
#define HEARD_STORE_QUERY_H

#include <libpq-fe.h>

#include "store/store.h"

/* A result that is cleared on every way out of its scope. */
#define auto_result __attribute__((cleanup(query_clear))) PGresult
void query_clear(PGresult **result);

enum rows {
    ANY_ROWS,
    ONE_ROW, /* PROBLEM_NOT_FOUND when there is none; of INSERT and UPDATE: when none was touched */
    NO_ROWS  /* only success counts; `result` may be NULL */
};

/* The result of the next statement, in the order of queueing. Written only on NO_PROBLEM. */
checked enum problem query_collect(struct store *store, enum rows rows, PGresult **result);

/* The memory of the present transaction. */
struct arena *query_arena(struct store *store);

/* Does the visitor of the present transaction see every case of the council? Lists of others go by their few cases. */
bool query_sees_council(const struct store *store);

/* What a failed statement means. `pointer` is set for a broken constraint. */
struct meaning {
    const char *constraint; /* as PostgreSQL names it; of the result */
    enum problem problem;
    const char *pointer; /* the member that breaks it, "" for the whole; static */
};
struct meaning constraint_meaning(const char *constraint, const char *table);
enum problem query_problem(const PGresult *result, struct meaning *meaning);

/* Has the connection gone, or has a prepared statement become stale? */
bool query_connection_lost(const char *sqlstate);
bool query_statement_stale(const char *sqlstate);

/* ---- Fields of a row; NULL and missing columns give the empty value --------------------------------- */

int field_number(const PGresult *result, const char *column);
const char *field_text(const PGresult *result, int row, int column,
                       struct arena *arena); /* copied; NULL for null */
struct id field_id(const PGresult *result, int row, int column);
struct date field_date(const PGresult *result, int row, int column);
long long field_integer(const PGresult *result, int row, int column);
bool field_flag(const PGresult *result, int row, int column);
int field_code(const PGresult *result, int row, int column, const struct codes *codes);

#endif
