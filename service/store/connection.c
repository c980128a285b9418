#include "connection.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/clock.h"
#include "base/log.h"

enum {
    CONNECT_SECONDS = 2, /* an event thread must not stand still for longer */
    BACK_OFF_FIRST_MS = 50,
    BACK_OFF_LAST_MS = 3000,
    BACK_OFF_DOUBLINGS = 7,
    STATEMENT_MS_USUAL = 5000,
    GRACE_MS = 2000 /* beyond statement_timeout: then the server is not there any more */
};

static _Atomic uint64_t open_now, connected, connect_failures, broken_ones, flights, retried,
    failures;

struct store_figures store_figures(void)
{
    return (struct store_figures){
        .connections = open_now,
        .connected = connected,
        .connect_failures = connect_failures,
        .broken = broken_ones,
        .flights = flights,
        .retried = retried,
        .statement_failures = failures,
    };
}

void connection_count_flight(bool again)
{
    if (again)
        retried++;
    else
        flights++;
}

void connection_count_failure(void)
{
    failures++;
}

void connection_set(struct connection *connection, const struct store_options *options)
{
    *connection = (struct connection){
        .database = strdup(options->database),
        .statement_ms = options->statement_ms,
        .lock_ms = options->lock_ms,
        .role = options->role,
    };
    if (!connection->database)
        abort();
}

static void connection_close(struct connection *connection)
{
    if (!connection->libpq)
        return;
    PQfinish(connection->libpq);
    connection->libpq = NULL;
    memset(connection->prepared, 0, sizeof connection->prepared);
    open_now--;
}

void connection_end(struct connection *connection)
{
    connection_close(connection);
    free(connection->database);
    connection->database = NULL;
}

void connection_drop(struct connection *connection, bool broken)
{
    if (broken && connection->libpq) {
        broken_ones++;
        log_event(LOG_WARNING, "database_connection_lost",
                  "A connection to PostgreSQL broke; the next flight opens a new one.");
    }
    connection_close(connection);
    connection->not_before = 0;
}

/* At once after the first failure, then twice as long after each, with jitter, so that a returning database is not met
 * by all at once. */
static void back_off(struct connection *connection)
{
    int doublings =
        connection->failures < BACK_OFF_DOUBLINGS ? connection->failures : BACK_OFF_DOUBLINGS;
    int64_t pause = connection->failures == 0 ? 0 : (int64_t)BACK_OFF_FIRST_MS << (doublings - 1);
    unsigned char jitter = 0;

    if (getrandom(&jitter, sizeof jitter, 0) != (ssize_t)sizeof jitter)
        jitter = UCHAR_MAX / 2; /* no jitter is no harm */
    if (pause > BACK_OFF_LAST_MS)
        pause = BACK_OFF_LAST_MS;
    pause = pause / 2 + pause * jitter / 512;
    connection->failures++;
    connection->not_before = clock_monotonic_us() + pause * 1000;
    connect_failures++;
}

static void hush(void *context, const char *message)
{
    (void)context; /* notices repeat data */
    (void)message;
}

/* Timeouts and role as start-up options, behind those that the connection string has itself. */
static void start_options(const struct connection *connection, char *text, size_t size)
{
    PQconninfoOption *parsed = PQconninfoParse(connection->database, NULL);
    const char *given = "";

    for (const PQconninfoOption *o = parsed; o && o->keyword; o++)
        if (strcmp(o->keyword, "options") == 0 && o->val)
            given = o->val;
    (void)snprintf(text, size, "%s", given);
    if (connection->statement_ms > 0)
        (void)snprintf(text + strlen(text), size - strlen(text), " -c statement_timeout=%d",
                       connection->statement_ms);
    if (connection->lock_ms > 0)
        (void)snprintf(text + strlen(text), size - strlen(text), " -c lock_timeout=%d",
                       connection->lock_ms);
    if (connection->role)
        (void)snprintf(text + strlen(text), size - strlen(text), " -c role=%s", connection->role);
    PQconninfoFree(parsed);
}

/* Does row-level security bind this login? One that it does not would show every council's data to anybody. */
static bool bound_by_policies(PGconn *libpq)
{
    PGresult *row =
        PQexec(libpq, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user");
    bool bound = PQntuples(row) == 1 && *PQgetvalue(row, 0, 0) == 'f';

    if (PQntuples(row) == 1 && !bound)
        log_event(LOG_ERROR, "database_role_refused",
                  "The database login of the service is not bound by row-level security: use "
                  "heard_service.");
    PQclear(row);
    return bound;
}

static bool made_ready(const struct connection *connection, PGconn *libpq)
{
    if (PQstatus(libpq) != CONNECTION_OK)
        return false;
    (void)PQsetNoticeProcessor(libpq, hush, NULL);
    return (connection->role || bound_by_policies(libpq)) && PQsetnonblocking(libpq, 1) == 0 &&
           PQenterPipelineMode(libpq) == 1;
}

/* Does the connection string name several servers? libpq gives each of them its time only when it connects by itself. */
static bool many_hosts(const char *database)
{
    PQconninfoOption *parsed = PQconninfoParse(database, NULL);
    bool many = false;

    for (const PQconninfoOption *o = parsed; o && o->keyword; o++)
        if ((strcmp(o->keyword, "host") == 0 || strcmp(o->keyword, "hostaddr") == 0) && o->val &&
            strchr(o->val, ','))
            many = true;
    PQconninfoFree(parsed);
    return many;
}

/* Connect without a word of libpq's own on standard error: a server that ends a session at once is hushed too. */
static PGconn *connect_hushed(const char *const names[], const char *const values[])
{
    const int64_t deadline = clock_monotonic_us() + (int64_t)CONNECT_SECONDS * 1000000;
    PGconn *libpq = PQconnectStartParams(names, values, 1);
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;

    if (PQstatus(libpq) == CONNECTION_BAD)
        return libpq;
    (void)PQsetNoticeProcessor(libpq, hush, NULL);
    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        struct pollfd socket = {.fd = PQsocket(libpq),
                                .events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        int64_t left = (deadline - clock_monotonic_us()) / 1000;

        if (left <= 0 || poll(&socket, 1, (int)left) == 0)
            break;
        state = PQconnectPoll(libpq);
    }
    return libpq;
}

static PGconn *connect_now(const struct connection *connection)
{
    char options[1024];
    char seconds[16];
    const char *names[] = {"dbname",          "connect_timeout",
                           "client_encoding", "fallback_application_name",
                           "options",         NULL};
    const char *values[] = {connection->database, seconds, "UTF8", "heard", options, NULL};
    PGconn *libpq;

    start_options(connection, options, sizeof options);
    (void)snprintf(seconds, sizeof seconds, "%d", CONNECT_SECONDS);
    libpq = many_hosts(connection->database) ? PQconnectdbParams(names, values, 1)
                                             : connect_hushed(names, values);
    if (made_ready(connection, libpq))
        return libpq;
    PQfinish(libpq);
    return NULL;
}

bool connection_open(struct connection *connection)
{
    if (connection->libpq)
        return true;
    if (clock_monotonic_us() < connection->not_before)
        return false;
    connection->libpq = connect_now(connection);
    if (!connection->libpq) {
        if (connection->failures == 0)
            log_event(LOG_ERROR, "database_away",
                      "PostgreSQL cannot be reached; trying again with back-off.");
        back_off(connection);
        return false;
    }
    if (connection->failures > 0)
        log_event(LOG_INFO, "database_back", "PostgreSQL is reached again.");
    connection->failures = 0;
    connected++;
    open_now++;
    return true;
}

int64_t connection_deadline(const struct connection *connection)
{
    int most = connection->statement_ms > 0 ? connection->statement_ms : STATEMENT_MS_USUAL;

    return clock_monotonic_us() + ((int64_t)most + GRACE_MS) * 1000;
}

bool connection_flush(struct connection *connection)
{
    return PQflush(connection->libpq) >= 0; /* the rest leaves while we wait for results */
}

/* Wait until the socket has something for us, or takes something of ours. */
static bool wait_for_socket(struct connection *connection, bool unsent, int64_t deadline)
{
    struct pollfd socket = {.fd = PQsocket(connection->libpq), .events = POLLIN};
    int64_t left = (deadline - clock_monotonic_us()) / 1000;
    int ready;

    if (unsent)
        socket.events |= POLLOUT;
    if (left <= 0 || socket.fd < 0)
        return false;
    ready = poll(&socket, 1, (int)left);
    if (ready < 0)
        return errno == EINTR;
    if (socket.revents & (POLLIN | POLLERR | POLLHUP))
        return PQconsumeInput(connection->libpq) == 1;
    return ready > 0;
}

bool connection_result(struct connection *connection, int64_t deadline, PGresult **result)
{
    while (PQisBusy(connection->libpq)) {
        int unsent = PQflush(connection->libpq);

        if (unsent < 0 || !wait_for_socket(connection, unsent > 0, deadline))
            return false;
    }
    *result = PQgetResult(connection->libpq);
    return true;
}
