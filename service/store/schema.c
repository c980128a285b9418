/* schema.c - may this program work with the schema it finds, and with every statement of its own? (decisions 4, 5) */
#include "query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "sql_migrations.h"

/* "1.2.3" as three numbers; what is missing counts as 0. */
static void release_read(const char *text, long numbers[3])
{
    char *end = NULL;

    for (int i = 0; i < 3; i++) {
        numbers[i] = strtol(text, &end, 10);
        text = *end == '.' ? end + 1 : end;
    }
}

/* Is this program at least of `release`? */
static bool release_reached(const char *release)
{
    long ours[3], asked[3];

    release_read(HEARD_VERSION, ours);
    release_read(release, asked);
    for (int i = 0; i < 3; i++)
        if (ours[i] != asked[i])
            return ours[i] > asked[i];
    return true;
}

/* `asks_for` lists the releases that the migrations unknown to us ask for. */
static enum schema_state schema_judge(long long number, const char *asks_for)
{
    if (number < SQL_MIGRATIONS)
        return SCHEMA_OLD;
    while (asks_for && *asks_for) {
        if (!release_reached(asks_for))
            return SCHEMA_TOO_NEW;
        asks_for = strchr(asks_for, ',');
        asks_for = asks_for ? asks_for + 1 : NULL;
    }
    return SCHEMA_SERVED;
}

enum schema_state store_schema_state(struct store *store)
{
    enum schema_state state = SCHEMA_UNREACHABLE;
    const char *values[1];
    enum problem problem;

    store_read(store, NULL);
    values[0] = query_number(store, SQL_MIGRATIONS);
    query_queue(store, SQL_SCHEMA_STATE, values, COUNT(values));
    {
        auto_result *row = NULL;

        problem = query_collect(store, ONE_ROW, &row);
        if (problem == NO_PROBLEM)
            state = schema_judge(field_integer(row, 0, 0), PQgetvalue(row, 0, 1));
        else if (problem != PROBLEM_UNAVAILABLE)
            state = SCHEMA_OLD; /* not even the table is there, or we may not see it */
    }
    problem = store_finish(store);
    return problem == PROBLEM_UNAVAILABLE ? SCHEMA_UNREACHABLE : state;
}

/* ---- Every statement, once, at the start ------------------------------------------------------------- */

static bool statement_check(PGconn *connection, const struct sql_text *text)
{
    auto_result *prepared = PQprepare(connection, text->name, text->text, 0, NULL);
    auto_result *described = NULL;

    if (PQresultStatus(prepared) != PGRES_COMMAND_OK) {
        log_event(LOG_ERROR, "statement_wrong", "%s cannot be prepared: %s %s", text->name,
                  PQresultErrorField(prepared, PG_DIAG_SQLSTATE),
                  PQresultErrorField(prepared, PG_DIAG_MESSAGE_PRIMARY)); /* holds no data yet */
        return false;
    }
    described = PQdescribePrepared(connection, text->name);
    if (PQnparams(described) != (int)text->parameters) {
        log_event(LOG_ERROR, "statement_wrong",
                  "%s has %zu parameters in its text and %d in PostgreSQL.", text->name,
                  text->parameters, PQnparams(described));
        return false;
    }
    return true;
}

bool store_check_statements(const struct store_options *options)
{
    PGconn *connection = PQconnectdb(options->database);
    bool connected = PQstatus(connection) == CONNECTION_OK;
    bool good = connected;

    for (size_t i = 0; connected && i < SQL_COUNT; i++)
        good = statement_check(connection, &sql_texts[i]) && good;
    PQfinish(connection);
    return good;
}
