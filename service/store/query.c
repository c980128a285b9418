/* query.c - flights: statements queued, sent together, their results collected in order (decisions 1 to 4). */
#include "query.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "connection.h"

struct statement {
    enum sql sql;
    const char **values; /* in the store's arena */
    bool ours;           /* begin, visit, commit, rollback: nobody collects it */
    bool prepares;       /* a Parse was sent before it */
    PGresult *result;
};

enum mode {
    MODE_NONE,
    MODE_READ,
    MODE_WRITE
};

struct store {
    struct connection connection;
    struct arena arena;
    struct statement *statements; /* of the whole transaction */
    size_t count, size;
    size_t sent;     /* statements before this one have left */
    size_t gathered; /* ... and their results have come */
    size_t next;     /* the next one to be collected */
    enum mode mode;
    int flights;
    bool sees_council;
    bool begun;   /* the server holds a transaction open for us */
    bool commits; /* a COMMIT has been queued */
    bool committed;
    enum problem problem;
    struct meaning broken;
    char constraint[64]; /* its name: PostgreSQL's own bound */
};

void query_clear(PGresult **result)
{
    PQclear(*result);
    *result = NULL;
}

struct store *store_new(const struct store_options *options)
{
    struct store *store = calloc(1, sizeof *store);

    if (!store)
        abort();
    connection_set(&store->connection, options);
    return store;
}

static void results_clear(struct store *store)
{
    for (size_t i = 0; i < store->count; i++)
        query_clear(&store->statements[i].result);
}

void store_free(struct store *store)
{
    if (!store)
        return;
    results_clear(store);
    connection_end(&store->connection);
    arena_free(&store->arena);
    free(store->statements);
    free(store);
}

/* ---- Queueing -------------------------------------------------------------------------------------- */

static void statement_add(struct store *store, enum sql sql, const char *const values[],
                          size_t count, bool ours)
{
    struct statement *added;

    assert(count == sql_texts[sql].parameters);
    if (store->count == store->size) {
        store->size = store->size ? store->size * 2 : 32;
        store->statements = realloc(store->statements, store->size * sizeof *store->statements);
        if (!store->statements)
            abort();
    }
    added = &store->statements[store->count++];
    *added = (struct statement){.sql = sql, .ours = ours};
    if (count > 0)
        added->values = arena_take(&store->arena, count * sizeof *added->values);
    for (size_t i = 0; i < count; i++)
        added->values[i] = arena_text(&store->arena, values[i]);
}

void query_queue(struct store *store, enum sql sql, const char *const values[], size_t count)
{
    assert(store->mode != MODE_NONE);
    statement_add(store, sql, values, count, false);
}

static void visit(struct store *store, const struct visitor *visitor)
{
    const char *values[5];

    store->sees_council = visitor && visitor->whole_council;
    if (!visitor)
        return;
    values[0] = visitor->council.text;
    values[1] = visitor->actor;
    values[2] = visitor->roles ? visitor->roles : "";
    values[3] = visitor->whole_council ? "council" : "cases";
    values[4] = visitor->complaint.text;
    statement_add(store, SQL_VISIT, values, COUNT(values), true);
}

static void open_transaction(struct store *store, enum mode mode)
{
    assert(store->mode == MODE_NONE); /* the one before was not finished */
    store->mode = mode;
    store->problem = NO_PROBLEM;
    store->broken = (struct meaning){0};
}

void store_read(struct store *store, const struct visitor *visitor)
{
    open_transaction(store, MODE_READ);
    visit(store, visitor);
}

void store_write(struct store *store, const struct visitor *visitor)
{
    open_transaction(store, MODE_WRITE);
    statement_add(store, SQL_BEGIN_WRITE, NULL, 0, true);
    visit(store, visitor);
}

void store_commit(struct store *store)
{
    assert(store->mode == MODE_WRITE && !store->commits);
    statement_add(store, SQL_COMMIT, NULL, 0, true);
    store->commits = true;
}

/* ---- Sending --------------------------------------------------------------------------------------- */

/* Put one statement into libpq's buffer, after its Parse when this connection has not seen it. */
static bool statement_send(struct connection *connection, struct statement *statement)
{
    const struct sql_text *text = &sql_texts[statement->sql];

    statement->prepares = !connection->prepared[statement->sql];
    if (statement->prepares) {
        if (!PQsendPrepare(connection->libpq, text->name, text->text, 0, NULL))
            return false;
        connection->prepared[statement->sql] = true; /* taken back when it turns out otherwise */
    }
    return PQsendQueryPrepared(connection->libpq, text->name, (int)text->parameters,
                               statement->values, NULL, NULL, 0) == 1;
}

static bool flight_send(struct store *store, size_t from)
{
    struct connection *connection = &store->connection;

    for (size_t i = from; i < store->count; i++)
        if (!statement_send(connection, &store->statements[i]))
            return false;
    return PQpipelineSync(connection->libpq) == 1 && connection_flush(connection);
}

/* ---- What came back -------------------------------------------------------------------------------- */

/* How a flight ended, if not well. */
enum trouble {
    NO_TROUBLE,
    TROUBLE_STATEMENT, /* the server refused a statement */
    TROUBLE_STALE,     /* its prepared form is out of date */
    TROUBLE_BROKEN     /* the connection is gone */
};

static enum trouble trouble_of(const PGresult *result)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    if (!sqlstate || query_connection_lost(sqlstate))
        return TROUBLE_BROKEN;
    return query_statement_stale(sqlstate) ? TROUBLE_STALE : TROUBLE_STATEMENT;
}

/* Statement and SQLSTATE only: message and DETAIL repeat the data. */
static void failure_note(struct store *store, const struct statement *statement,
                         const PGresult *result)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    struct meaning meaning = {0};

    store->problem = query_problem(result, &meaning);
    if (meaning.constraint) {
        (void)snprintf(store->constraint, sizeof store->constraint, "%s", meaning.constraint);
        meaning.constraint = store->constraint;
    }
    store->broken = meaning;
    connection_count_failure();
    log_event(store->problem == PROBLEM_INTERNAL ? LOG_ERROR : LOG_INFO, "statement_failed",
              "%s: %s %s", sql_texts[statement->sql].name, sqlstate ? sqlstate : "-",
              constraint ? constraint : "");
}

/* One result and the NULL behind it. */
static enum trouble result_take(struct store *store, int64_t deadline, PGresult **result)
{
    auto_result *end = NULL;

    if (!connection_result(&store->connection, deadline, result) || !*result)
        return TROUBLE_BROKEN;
    if (!connection_result(&store->connection, deadline, &end) || end)
        return TROUBLE_BROKEN;
    switch ((int)PQresultStatus(*result)) {
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        return NO_TROUBLE;
    case PGRES_PIPELINE_ABORTED:
        return TROUBLE_STATEMENT;
    default:
        return trouble_of(*result);
    }
}

/* The result of one statement, and of its Parse. Only the first failure of a flight tells something. */
static enum trouble statement_gather(struct store *store, struct statement *statement,
                                     int64_t deadline)
{
    enum trouble trouble = NO_TROUBLE;

    if (statement->prepares) {
        auto_result *parsed = NULL;

        trouble = result_take(store, deadline, &parsed);
        if (trouble != NO_TROUBLE)
            store->connection.prepared[statement->sql] = false;
        if (trouble == TROUBLE_STATEMENT && PQresultStatus(parsed) == PGRES_FATAL_ERROR)
            failure_note(store, statement, parsed);
        if (trouble == TROUBLE_BROKEN || trouble == TROUBLE_STALE)
            return trouble;
    }
    {
        enum trouble ran = result_take(store, deadline, &statement->result);

        if (ran == TROUBLE_STATEMENT && PQresultStatus(statement->result) == PGRES_FATAL_ERROR)
            failure_note(store, statement, statement->result);
        return ran != NO_TROUBLE ? ran : trouble;
    }
}

static bool sync_gather(struct store *store, int64_t deadline)
{
    auto_result *sync = NULL;

    return connection_result(&store->connection, deadline, &sync) &&
           PQresultStatus(sync) == PGRES_PIPELINE_SYNC;
}

/* All results up to the Sync. */
static enum trouble flight_gather(struct store *store, size_t from, size_t to)
{
    int64_t deadline = connection_deadline(&store->connection);
    enum trouble worst = NO_TROUBLE;

    for (size_t i = from; i < to; i++) {
        enum trouble trouble = statement_gather(store, &store->statements[i], deadline);

        if (trouble == TROUBLE_BROKEN || trouble == TROUBLE_STALE)
            return trouble; /* either way the connection is dropped */
        if (worst == NO_TROUBLE)
            worst = trouble;
        if (trouble == NO_TROUBLE && store->statements[i].sql == SQL_BEGIN_WRITE)
            store->begun = true;
        if (trouble == NO_TROUBLE && store->statements[i].sql == SQL_COMMIT)
            store->committed = strcmp(PQcmdStatus(store->statements[i].result), "COMMIT") == 0;
    }
    return sync_gather(store, deadline) ? worst : TROUBLE_BROKEN;
}

/* ---- A flight, sent once more when that promises nothing twice --------------------------------------- */

static bool may_send_again(const struct store *store, enum trouble trouble)
{
    if (store->flights != 1)
        return false; /* what the first flight locked is lost with its transaction */
    return trouble == TROUBLE_STALE || (trouble == TROUBLE_BROKEN && !store->commits);
}

static void flight_lose(struct store *store, enum trouble trouble)
{
    connection_drop(&store->connection, trouble == TROUBLE_BROKEN);
    store->begun = false;
}

/* Have the results of every statement that has left, or the transaction's problem. */
static enum problem sent_gather(struct store *store)
{
    size_t from = store->gathered;
    enum trouble trouble;

    if (store->problem != NO_PROBLEM || from == store->sent)
        return store->problem;
    trouble = flight_gather(store, from, store->sent);
    if (trouble >= TROUBLE_STALE && may_send_again(store, trouble)) {
        flight_lose(store, trouble);
        results_clear(store);
        store->problem = NO_PROBLEM;
        connection_count_flight(true);
        trouble = TROUBLE_BROKEN;
        if (connection_open(&store->connection) && flight_send(store, from))
            trouble = flight_gather(store, from, store->sent);
    }
    if (trouble >= TROUBLE_STALE) {
        flight_lose(store, trouble);
        store->problem = PROBLEM_UNAVAILABLE;
    }
    store->gathered = store->sent;
    return store->problem;
}

enum problem store_send(struct store *store)
{
    TRY(sent_gather(store)); /* one Sync at a time */
    if (store->sent == store->count)
        return NO_PROBLEM;
    store->flights++;
    connection_count_flight(false);
    if (!connection_open(&store->connection)) {
        store->problem = PROBLEM_UNAVAILABLE;
    } else if (!flight_send(store, store->sent)) {
        flight_lose(store, TROUBLE_BROKEN);
        if (!may_send_again(store, TROUBLE_BROKEN) || !connection_open(&store->connection) ||
            !flight_send(store, store->sent))
            store->problem = PROBLEM_UNAVAILABLE;
    }
    store->sent = store->count;
    return store->problem;
}

static enum problem gather(struct store *store)
{
    TRY(store_send(store));
    return sent_gather(store);
}

/* ---- Collecting ------------------------------------------------------------------------------------ */

static struct statement *statement_next(struct store *store)
{
    while (store->next < store->count && store->statements[store->next].ours)
        store->next++;
    assert(store->next < store->count); /* more was collected than queued */
    return &store->statements[store->next++];
}

/* Rows given, or rows touched. */
static int rows_of(PGresult *result)
{
    if (PQresultStatus(result) == PGRES_TUPLES_OK)
        return PQntuples(result);
    return (int)strtol(PQcmdTuples(result), NULL, 10);
}

enum problem query_collect(struct store *store, enum rows rows, PGresult **result)
{
    struct statement *statement;

    TRY(gather(store));
    statement = statement_next(store);
    if (rows == ONE_ROW && rows_of(statement->result) == 0)
        return PROBLEM_NOT_FOUND;
    if (result) {
        *result = statement->result;
        statement->result = NULL;
    }
    return NO_PROBLEM;
}

enum problem store_done(struct store *store, bool one)
{
    return query_collect(store, one ? ONE_ROW : NO_ROWS, NULL);
}

/* ---- The end --------------------------------------------------------------------------------------- */

/* Undo what the server still holds; without it the connection would keep locks. */
static void undo(struct store *store)
{
    size_t from = store->count;

    statement_add(store, SQL_ROLLBACK, NULL, 0, true);
    if (!flight_send(store, from) || flight_gather(store, from, store->count) != NO_TROUBLE)
        flight_lose(store, TROUBLE_BROKEN);
    store->begun = false;
}

enum problem store_finish(struct store *store)
{
    enum problem problem;

    assert(store->mode != MODE_NONE);
    /* What was queued and never sent is of no use to anybody, unless a COMMIT is among it. */
    problem = store->commits ? gather(store) : sent_gather(store);
    if (store->begun && !store->committed)
        undo(store);
    if (problem == NO_PROBLEM && store->commits && !store->committed)
        problem = PROBLEM_INTERNAL;
    results_clear(store);
    store->count = store->sent = store->gathered = store->next = 0;
    store->flights = 0;
    store->begun = store->commits = store->committed = false;
    store->mode = MODE_NONE;
    arena_reset(&store->arena);
    return problem;
}

const char *store_broken_pointer(const struct store *store)
{
    return store->broken.pointer ? store->broken.pointer : "";
}

const char *store_broken_constraint(const struct store *store)
{
    return store->broken.constraint;
}

bool query_sees_council(const struct store *store)
{
    return store->sees_council;
}

struct arena *query_arena(struct store *store)
{
    return &store->arena;
}
