#include "store/migrate.h"

#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "embedded.h"
#include "query.h"
#include "sql_migrations.h"
#include "store/calendar_store.h"

#define OWNER "heard_owner"

enum {
    ROLE_TRIES = 50,
    RELEASE_LENGTH = 32
};

struct migration {
    PGconn *connection;
    const struct migrate_options *options;
    char *sentence;
    size_t size;
};

static bool refuse(struct migration *m, const char *format, ...) formats(2, 3);
static bool refuse(struct migration *m, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(m->sentence, m->size, format, arguments);
    va_end(arguments);
    return false;
}

static void tell(const struct migration *m, const char *format, ...) formats(2, 3);
static void tell(const struct migration *m, const char *format, ...)
{
    char sentence[300];
    va_list arguments;

    if (!m->options->tell)
        return;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    m->options->tell(sentence);
}

/* What PostgreSQL said, in one line. A schema holds nobody's data. */
static const char *said(const PGresult *result)
{
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

    return primary ? primary : "the connection broke";
}

static bool succeeded(const PGresult *result)
{
    return PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
}

static bool command(struct migration *m, const char *text)
{
    auto_result *result = PQexec(m->connection, text);

    return succeeded(result) || refuse(m, "PostgreSQL refused \"%.60s\": %s.", text, said(result));
}

/* The one value that `text` asks for, as a number; -1 when it cannot be had. */
static long ask_number(struct migration *m, const char *text)
{
    auto_result *result = PQexec(m->connection, text);

    return PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1
               ? strtol(PQgetvalue(result, 0, 0), NULL, 10)
               : -1;
}

/* ---- The roles ------------------------------------------------------------------------------------- */

static const char *embedded_text(const char *name)
{
    for (size_t i = 0; i < EMBEDDED_FILES; i++)
        if (strcmp(embedded_files[i].name, name) == 0)
            return (const char *)embedded_files[i].bytes;
    abort(); /* the build left it out */
}

/* Roles belong to the whole cluster, advisory locks to one database: another migration may be at the same role. */
static bool another_was_there(const PGresult *result)
{
    static const char *const states[] = {"XX000" /* tuple concurrently updated */, "23505", "42710",
                                         "40001", "40P01"};
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    for (size_t i = 0; state && i < COUNT(states); i++)
        if (strcmp(states[i], state) == 0)
            return true;
    return false;
}

static bool role_command(struct migration *m, const char *text)
{
    for (int tries = 0;; tries++) {
        auto_result *result = PQexec(m->connection, text);
        const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

        if (succeeded(result))
            return true;
        if (state && strcmp(state, "42501") == 0)
            return refuse(m,
                          "Heard's roles are not complete, and this login may not make them (%s). "
                          "Run heard migrate "
                          "once as a superuser, or have one run sql/data/roles.sql.",
                          said(result));
        if (tries == ROLE_TRIES || !another_was_there(result))
            return refuse(m, "Heard's roles could not be made: %s.", said(result));
    }
}

/* The password is hashed here: no log of the server sees it. */
static bool role_password(struct migration *m, const char *role)
{
    char *hash = PQencryptPasswordConn(m->connection, m->options->service_password, role, NULL);
    char *literal = hash ? PQescapeLiteral(m->connection, hash, strlen(hash)) : NULL;
    char text[1024];
    bool done = false;

    if (literal) {
        (void)snprintf(text, sizeof text, "ALTER ROLE %s PASSWORD %s", role, literal);
        done = role_command(m, text);
    } else {
        (void)refuse(m, "The password of %s could not be hashed.", role);
    }
    PQfreemem(literal);
    PQfreemem(hash);
    return done;
}

static bool roles_make(struct migration *m)
{
    const char *password = m->options->service_password;

    if (!role_command(m, embedded_text("data/roles.sql")))
        return false;
    if (password && *password &&
        (!role_password(m, "heard_service") || !role_password(m, "heard_worker")))
        return false;
    if (ask_number(m, "SELECT count(*) FROM pg_roles WHERE rolname IN ('" OWNER
                      "', 'heard_sight') AND rolbypassrls") != 2)
        return refuse(m,
                      "The roles " OWNER
                      " and heard_sight must have BYPASSRLS: without it row-level security would "
                      "hide from a migration what it has to change. A superuser gives it: ALTER "
                      "ROLE ... BYPASSRLS.");
    return command(m, "SET ROLE " OWNER);
}

/* ---- The migrations -------------------------------------------------------------------------------- */

/* The oldest release that suits the schema, from the head of the file: "-- suits: 0.1.0". */
static bool suits(const struct sql_migration *migration, char release[RELEASE_LENGTH])
{
    const char *line = strstr(migration->text, "\n-- suits: ");

    return line && sscanf(line, "\n-- suits: %31[0-9.]", release) == 1;
}

static bool apply(struct migration *m, const struct sql_migration *migration)
{
    char number[12];
    char release[RELEASE_LENGTH];
    const char *values[] = {number, migration->name, migration->sha256, release};

    if (!suits(migration, release))
        return refuse(m, "Migration %d (%s) does not say which release it suits.",
                      migration->number, migration->name);
    (void)snprintf(number, sizeof number, "%d", migration->number);
    if (!command(m, "BEGIN"))
        return false;
    {
        auto_result *ran = PQexec(m->connection, migration->text);
        auto_result *noted = succeeded(ran)
                                 ? PQexecParams(m->connection,
                                                "INSERT INTO schema_migration (number, name, "
                                                "sha256, min_release) VALUES ($1, $2, $3, $4)",
                                                COUNT(values), NULL, values, NULL, NULL, 0)
                                 : NULL;

        if (!noted || !succeeded(noted)) {
            (void)refuse(m, "Migration %d (%s) failed and was undone: %s.", migration->number,
                         migration->name, said(noted ? noted : ran));
            PQclear(PQexec(m->connection, "ROLLBACK"));
            return false;
        }
    }
    if (!command(m, "COMMIT"))
        return false;
    tell(m, "Migration %d (%s) is applied.", migration->number, migration->name);
    return true;
}

/* Hold what is applied against what this program knows. */
static bool row_agrees(struct migration *m, const PGresult *applied, int row)
{
    long number = strtol(PQgetvalue(applied, row, 0), NULL, 10);
    const struct sql_migration *known;

    if (number > SQL_MIGRATIONS)
        return refuse(m,
                      "The database has migration %ld (%s), which this program does not know: it "
                      "belongs to a later "
                      "release. Migrate with that one.",
                      number, PQgetvalue(applied, row, 1));
    if (number != row + 1)
        return refuse(m, "Migration %d is missing from the database although later ones are there.",
                      row + 1);
    known = &sql_migrations[number - 1];
    if (strcmp(known->sha256, PQgetvalue(applied, row, 2)) != 0)
        return refuse(m,
                      "Migration %ld (%s) is not the one that was applied to this database: its "
                      "text has changed "
                      "since. A migration is never edited once landed.",
                      number, known->name);
    return true;
}

/* The number of the last applied migration; -1 with a sentence when the database is not ours to change. */
static int applied_before(struct migration *m)
{
    auto_result *applied = NULL;

    if (ask_number(
            m, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migration')") == 0)
        return 0;
    applied =
        PQexec(m->connection, "SELECT number, name, sha256 FROM schema_migration ORDER BY number");
    if (!succeeded(applied)) {
        (void)refuse(m, "The table schema_migration cannot be read: %s.", said(applied));
        return -1;
    }
    for (int row = 0; row < PQntuples(applied); row++)
        if (!row_agrees(m, applied, row))
            return -1;
    return PQntuples(applied);
}

static bool migrate_locked(struct migration *m)
{
    int before;

    if (!roles_make(m))
        return false;
    before = applied_before(m);
    if (before < 0)
        return false;
    for (int i = before;
         i < SQL_MIGRATIONS && (m->options->stop_before == 0 || i + 1 < m->options->stop_before);
         i++)
        if (!apply(m, &sql_migrations[i]))
            return false;
    if (before < SQL_MIGRATIONS && m->options->stop_before == 0)
        tell(m, "The schema is at migration %d.", (int)SQL_MIGRATIONS);
    else
        tell(m, "The schema was at migration %d already.", before);
    return true;
}

/* A schema without a calendar could not count a single limit. */
static bool calendar_bring(struct migration *m)
{
    const struct store_options options = {.database = m->options->database, .role = OWNER};
    struct store *store = store_new(&options);
    bool done;

    m->sentence[0] = '\0';
    done = store_calendar_first(store, m->sentence, m->size);
    store_free(store);
    return done;
}

static void hush(void *context, const char *message)
{
    (void)context;
    (void)message;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): written to by refuse() */
bool store_migrate(const struct migrate_options *options, char *sentence, size_t size)
{
    struct migration m = {.options = options, .sentence = sentence, .size = size};
    bool done = false;

    m.connection = PQconnectdb(options->database);
    if (PQstatus(m.connection) != CONNECTION_OK) {
        char reason[300];

        (void)snprintf(reason, sizeof reason, "%s", PQerrorMessage(m.connection));
        reason[strcspn(reason, "\n")] = '\0';
        (void)refuse(&m, "PostgreSQL cannot be reached: %s.", reason);
    } else {
        (void)PQsetNoticeProcessor(m.connection, hush, NULL);
        /* "heard" in ASCII; given back when the connection ends, whatever happens. */
        done = command(&m, "SELECT pg_advisory_lock(448378203748)") && migrate_locked(&m) &&
               (options->stop_before != 0 || calendar_bring(&m));
    }
    PQfinish(m.connection);
    return done;
}
