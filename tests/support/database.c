#include "database.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/migrate.h"

enum {
    SKIPPED = 77,
    TEXT_BYTES = 8192
};

/* ---- Making and dropping --------------------------------------------------------------------------- */

void conninfo_with(char *to, size_t size, const char *base, const char *user, const char *name)
{
    size_t length = (size_t)snprintf(to, size, "%s", base);

    if (user)
        length += (size_t)snprintf(to + length, size - length, " user=%s",
                                   user); /* the later one counts */
    if (name)
        (void)snprintf(to + length, size - length, " dbname=%s", name);
}

static PGconn *connect_to(const char *conninfo)
{
    PGconn *connection = PQconnectdb(conninfo);

    if (PQstatus(connection) != CONNECTION_OK) {
        (void)fprintf(stderr, "%s", PQerrorMessage(connection));
        exit(EXIT_FAILURE);
    }
    (void)PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    return connection;
}

static void cluster_run(const char *text)
{
    PGconn *connection = connect_to(getenv("HEARD_TEST_CLUSTER"));
    PGresult *result = PQexec(connection, text);

    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        (void)fprintf(stderr, "%s", PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
}

void database_make_empty(struct database *database)
{
    static int made;
    const char *cluster = getenv("HEARD_TEST_CLUSTER");
    char text[128];

    if (!cluster || !*cluster) {
        (void)fputs("HEARD_TEST_CLUSTER is not set: no PostgreSQL to test with.\n", stderr);
        exit(SKIPPED);
    }
    (void)snprintf(database->name, sizeof database->name, "heard_test_%ld_%d", (long)getpid(),
                   made++);
    (void)snprintf(text, sizeof text, "CREATE DATABASE %s", database->name);
    cluster_run(text);
    conninfo_with(database->owner, sizeof database->owner, cluster, NULL, database->name);
    conninfo_with(database->service, sizeof database->service, cluster, "heard_service",
                  database->name);
    conninfo_with(database->worker, sizeof database->worker, cluster, "heard_worker",
                  database->name);
    database->admin = connect_to(database->owner);
}

void database_make(struct database *database)
{
    struct migrate_options options = {0};
    char sentence[600] = "";

    database_make_empty(database);
    options.database = database->owner;
    if (!store_migrate(&options, sentence, sizeof sentence)) {
        (void)fprintf(stderr, "%s\n", sentence);
        database_drop(database);
        exit(EXIT_FAILURE);
    }
}

void database_drop(struct database *database)
{
    char text[128];

    PQfinish(database->admin);
    database->admin = NULL;
    (void)snprintf(text, sizeof text, "DROP DATABASE %s WITH (FORCE)", database->name);
    cluster_run(text);
}

/* ---- Statements ------------------------------------------------------------------------------------ */

static PGresult *run(struct database *database, const char *text)
{
    PGresult *result = PQexec(database->admin, text);

    if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%s\n%s", text, PQerrorMessage(database->admin));
    return result;
}

void database_run(struct database *database, const char *format, ...)
{
    char text[TEXT_BYTES];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    PQclear(run(database, text));
}

const char *database_value(struct database *database, const char *format, ...)
{
    static char value[TEXT_BYTES];
    char text[TEXT_BYTES];
    va_list arguments;
    PGresult *result;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    result = run(database, text);
    (void)snprintf(value, sizeof value, "%s",
                   PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
    return value;
}

struct store *database_store(const struct database *database)
{
    const struct store_options options = {.database = database->service};

    return store_new(&options);
}

/* ---- Councils and complaints ------------------------------------------------------------------------- */

struct id database_council(struct database *database, const char *slug, const char *code)
{
    struct id council = id_new(clock_unix_ms());

    database_run(database,
                 "INSERT INTO council (id, slug, code, name) VALUES ('%s', '%s', '%s', '%s')",
                 council.text, slug, code, slug);
    return council;
}

struct id database_complaint(struct database *database, struct id council, const char *subject)
{
    static int number;
    struct id complaint = id_new(clock_unix_ms());
    struct id participant = id_new(clock_unix_ms());

    number++;
    database_run(database, "BEGIN");
    database_run(database,
                 "INSERT INTO participant (council, id, complaint, kind, role, from_on)"
                 " VALUES ('%s', '%s', '%s', 'complainant', 'complainant', '2026-03-02')",
                 council.text, participant.text, complaint.text);
    database_run(
        database,
        "INSERT INTO participant_identity (council, participant, complaint, issuer, subject)"
        " VALUES ('%s', '%s', '%s', 'issuer', '%s')",
        council.text, participant.text, complaint.text, subject);
    database_run(
        database,
        "INSERT INTO complaint (council, id, reference, form, channel, received_on, received_at, "
        "own_words)"
        " VALUES ('%s', '%s', 'ABC-26-%06d-X', 'written', 'web', '2026-03-02', '2026-03-02T10:00Z',"
        " 'Nobody asked me about the move')",
        council.text, complaint.text, number);
    database_run(database, "INSERT INTO complaint_lock (council, complaint) VALUES ('%s', '%s')",
                 council.text, complaint.text);
    database_run(database,
                 "INSERT INTO point (council, id, complaint, number, own_words)"
                 " VALUES ('%s', gen_random_uuid(), '%s', 1, 'Nobody asked me')",
                 council.text, complaint.text);
    database_run(database, "COMMIT");
    return complaint;
}

struct visitor visitor_staff(struct id council)
{
    return (struct visitor){.council = council,
                            .actor = "issuer|manager",
                            .roles = "complaints_manager",
                            .whole_council = true};
}

struct visitor visitor_person(struct id council, const char *actor)
{
    return (struct visitor){.council = council, .actor = actor, .roles = "complainant"};
}
