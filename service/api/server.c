/* Ulfius on libmicrohttpd's epoll thread pool (architecture.md 1), with the options that its pitfalls ask for:
 * everything that ulfius_start_framework would set by itself has to be set here. */
#include "api/server.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "api/metrics.h"
#include "api/route.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/settings.h"
#include "connections.h"
#include "edge.h"
#include "figures.h"
#include "listen.h"
#include "service.h"

enum {
    SPARE_DESCRIPTORS = 128, /* beside clients: database, log, key files */
    THREADS_PER_CORE = 4,
    SECOND_PORT_THREADS = 1,
    SECOND_PORT_CONNECTIONS = 64,
    BACKLOG = 1024,
    OPTIONS_MAX = 16,
    SECOND_US = 1000000
};

struct service service;

static struct port ports[2] = {{.second = false}, {.second = true}};

/* ---- What libmicrohttpd calls -------------------------------------------------------------------------- */

/* Most of what libmicrohttpd says is about one client that went away. */
static void __attribute__((format(printf, 2, 0)))
library_says(void *context, const char *format, va_list arguments)
{
    char sentence[512];
    int length = vsnprintf(sentence, sizeof sentence, format, arguments);

    (void)context;
    while (length > 0 && (size_t)length < sizeof sentence && sentence[length - 1] == '\n')
        sentence[--length] = '\0';
    log_event(LOG_DEBUG, "http", "%s", sentence);
}

static void *request_began(void *context, const char *target, struct MHD_Connection *connection)
{
    connection_request_began(connection);
    return ulfius_uri_logger(context, target);
}

static void request_ended(void *context, struct MHD_Connection *connection, void **request,
                          enum MHD_RequestTerminationCode code)
{
    mhd_request_completed(context, connection, request, code);
    connection_request_ended(connection);
}

/* ---- Starting ------------------------------------------------------------------------------------------ */

struct endpoint {
    struct _u_instance ulfius;
    bool initialised;
    int socket; /* listening */
    unsigned threads;
    long connections;
};

/* libmicrohttpd takes functions as integers in its table of options. */
#define FUNCTION(name) ((intptr_t)(name))

/* Only the API's own connections are counted and watched: who reads the figures must not be one of them. */
static void options_set(const struct endpoint *endpoint, bool second,
                        struct MHD_OptionItem options[OPTIONS_MAX])
{
    const struct MHD_OptionItem all[] = {
        {MHD_OPTION_EXTERNAL_LOGGER, FUNCTION(library_says), NULL},
        {MHD_OPTION_LISTEN_SOCKET, endpoint->socket, NULL},
        {MHD_OPTION_LISTEN_BACKLOG_SIZE, BACKLOG, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, endpoint->threads > 1 ? (intptr_t)endpoint->threads : 0,
         NULL},
        {MHD_OPTION_CONNECTION_LIMIT, endpoint->connections, NULL},
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT,
         second ? 0 : setting_number(SETTING_CONNECTIONS_PER_ADDRESS, 0), NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, 2 * (intptr_t)service.head_most, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, setting_number(SETTING_IDLE_SECONDS, 60), NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK,
         second ? FUNCTION(ulfius_uri_logger) : FUNCTION(request_began), NULL},
        {MHD_OPTION_NOTIFY_COMPLETED,
         second ? FUNCTION(mhd_request_completed) : FUNCTION(request_ended), NULL},
        {second ? MHD_OPTION_END : MHD_OPTION_NOTIFY_CONNECTION, FUNCTION(connection_changed),
         NULL},
        {MHD_OPTION_END, 0, NULL},
    };

    memcpy(options, all, sizeof all);
}

static bool endpoint_start(struct endpoint *endpoint, struct port *port, const char *address,
                           long number)
{
    struct MHD_OptionItem options[OPTIONS_MAX];
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG;

    endpoint->socket = listen_on(address, number);
    if (endpoint->socket < 0)
        return false;
    if (ulfius_init_instance(&endpoint->ulfius, (unsigned)number, NULL, NULL) != U_OK)
        return false;
    endpoint->initialised = true;
    endpoint->ulfius.allowed_post_processor = U_POST_PROCESS_NONE;
    endpoint->ulfius.check_utf8 = 0; /* it drops what it does not like; we refuse it */
    endpoint->ulfius.max_post_body_size = service.body_most + 1; /* it cuts: one more tells */
    if (ulfius_set_default_endpoint(&endpoint->ulfius, dispatch, port) != U_OK)
        return false;
    options_set(endpoint, port->second, options);
    return ulfius_start_framework_with_mhd_options(&endpoint->ulfius, flags, options) == U_OK;
}

/* ---- Stopping ------------------------------------------------------------------------------------------ */

/* libmicrohttpd accepts nothing more; who connects now is refused at once. */
static void endpoint_quiesce(struct endpoint *endpoint)
{
    MHD_socket listening = MHD_quiesce_daemon(endpoint->ulfius.mhd_daemon);

    if (listening != MHD_INVALID_SOCKET)
        (void)close(listening);
    endpoint->socket = -1;
}

static void endpoint_stop(struct endpoint *endpoint)
{
    if (endpoint->initialised && endpoint->ulfius.mhd_daemon)
        (void)ulfius_stop_framework(&endpoint->ulfius);
    if (endpoint->socket >= 0)
        (void)close(endpoint->socket);
    if (endpoint->initialised)
        ulfius_clean_instance(&endpoint->ulfius);
}

static void signals_of_stop(sigset_t *signals)
{
    (void)sigemptyset(signals);
    (void)sigaddset(signals, SIGTERM);
    (void)sigaddset(signals, SIGINT);
}

void server_block_signals(void)
{
    sigset_t signals;
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    signals_of_stop(&signals);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
    (void)sigaction(SIGPIPE, &ignore, NULL);
}

/* Let what runs end. ulfius_stop_framework would close connections whose transaction is committed and whose answer has
 * not left. False when a second signal or the deadline came first. */
static bool drained(int64_t until_us)
{
    const struct timespec pause = {.tv_nsec = 5000000L};
    sigset_t signals;

    signals_of_stop(&signals);
    while (connection_figures().running > 0) {
        if (clock_monotonic_us() > until_us || sigtimedwait(&signals, NULL, &pause) > 0)
            return false;
    }
    return true;
}

static void stop(struct endpoint endpoints[2])
{
    int64_t seconds = setting_number(SETTING_STOP_SECONDS, 20);
    uint64_t left;

    log_event(LOG_INFO, "stopping", "No new connections are taken; %llu requests run.",
              (unsigned long long)connection_figures().running);
    atomic_store(&service.draining, true);
    endpoint_quiesce(&endpoints[0]);
    (void)drained(clock_monotonic_us() + seconds * SECOND_US);
    atomic_store(&service.closed, true);
    (void)drained(clock_monotonic_us() +
                  SECOND_US); /* what began just before: all others begin nothing */
    left = connection_figures().running;
    endpoint_stop(&endpoints[0]);
    endpoint_stop(&endpoints[1]);
    connections_unwatch();
    if (left)
        log_event(LOG_WARNING, "stopped", "Stopped; %llu requests had not ended.",
                  (unsigned long long)left);
    else
        log_event(LOG_INFO, "stopped", "Stopped; every request was answered.");
}

/* ---- The whole ----------------------------------------------------------------------------------------- */

long server_metrics_port(void)
{
    return setting_number(SETTING_METRICS_PORT, setting_number(SETTING_PORT, 8080) + 1);
}

static void wait_for_signal(void)
{
    sigset_t signals;
    int which;

    signals_of_stop(&signals);
    while (sigwait(&signals, &which) == EINTR)
        ;
}

static void endpoints_size(struct endpoint endpoints[2])
{
    long wanted = setting_number(SETTING_CONNECTIONS, 10000);
    long descriptors = descriptors_raise(wanted + SECOND_PORT_CONNECTIONS + SPARE_DESCRIPTORS);
    long most = descriptors - SECOND_PORT_CONNECTIONS - SPARE_DESCRIPTORS;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    long threads = setting_number(SETTING_THREADS, 0);

    if (most < wanted)
        log_event(LOG_WARNING, "limits",
                  "The system allows %ld descriptors: %ld connections are taken, not %ld.",
                  descriptors, most, wanted);
    endpoints[0].threads =
        (unsigned)(threads ? threads : THREADS_PER_CORE * (cores > 0 ? cores : 1));
    endpoints[0].connections = most < wanted ? most : wanted;
    endpoints[1].threads = SECOND_PORT_THREADS;
    endpoints[1].connections = SECOND_PORT_CONNECTIONS;
}

static bool start(struct endpoint endpoints[2])
{
    const char *address = setting_text(SETTING_LISTEN);
    const char *second = setting_text(SETTING_METRICS_LISTEN);
    long port = setting_number(SETTING_PORT, 8080);

    if (connections_watch(setting_number(SETTING_IDLE_SECONDS, 60),
                          setting_number(SETTING_REQUEST_SECONDS, 60)) != 0)
        return false;
    if (!endpoint_start(&endpoints[1], &ports[1], *second ? second : address,
                        server_metrics_port()) ||
        !endpoint_start(&endpoints[0], &ports[0], address, port))
        return false;
    log_event(LOG_INFO, "started",
              "Heard %s listens on %s port %ld, with %u threads; health and metrics on port %ld.",
              HEARD_VERSION, address, port, endpoints[0].threads, server_metrics_port());
    return true;
}

int server_run(struct pool *pool, struct tokens *tokens)
{
    struct endpoint endpoints[2] = {{.socket = -1}, {.socket = -1}};

    service.pool = pool;
    service.tokens = tokens;
    service.head_most = (size_t)setting_number(SETTING_HEADER_BYTES, 8192);
    service.body_most = (size_t)setting_number(SETTING_BODY_BYTES, 1048576);
    json_object_seed(0); /* jansson seeds lazily, which is no thing for threads */
    routes_prepare();
    figures_prepare();
    server_block_signals();
    endpoints_size(endpoints);
    if (!start(endpoints)) {
        log_event(LOG_ERROR, "start_failed", "The service did not start.");
        endpoint_stop(&endpoints[0]);
        endpoint_stop(&endpoints[1]);
        connections_unwatch();
        return 1;
    }
    wait_for_signal();
    stop(endpoints);
    return 0;
}
