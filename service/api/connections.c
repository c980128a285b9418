#include "connections.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/clock.h"

enum {
    SECOND_US = 1000000
};

struct connection {
    struct connection *next;
    struct connection *before;
    int socket;
    _Atomic int64_t since_us; /* of the request that runs, or of the end of the last one */
    _Atomic int running;      /* requests: 0 or 1 */
};

static pthread_mutex_t lock =
    PTHREAD_MUTEX_INITIALIZER; /* guards the list and every socket in it */
static struct connection *first;

static _Atomic uint64_t opened;
static _Atomic uint64_t closed;
static _Atomic uint64_t began;
static _Atomic uint64_t ended;
static _Atomic uint64_t cut;

/* ---- Coming and going ---------------------------------------------------------------------------------- */

static void *connection_add(struct MHD_Connection *connection)
{
    struct connection *added = calloc(1, sizeof *added);

    if (!added)
        abort();
    added->socket =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    atomic_init(&added->since_us, clock_monotonic_us());
    (void)pthread_mutex_lock(&lock);
    added->next = first;
    if (first)
        first->before = added;
    first = added;
    (void)pthread_mutex_unlock(&lock);
    atomic_fetch_add(&opened, 1);
    return added;
}

static void connection_remove(struct connection *gone)
{
    (void)pthread_mutex_lock(&lock);
    if (gone->next)
        gone->next->before = gone->before;
    if (gone->before)
        gone->before->next = gone->next;
    else
        first = gone->next;
    (void)pthread_mutex_unlock(&lock);
    free(gone);
    atomic_fetch_add(&closed, 1);
}

void connection_changed(void *context, struct MHD_Connection *connection, void **mark,
                        enum MHD_ConnectionNotificationCode code)
{
    (void)context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        *mark = connection_add(connection);
    else
        connection_remove(*mark);
}

static struct connection *of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

void connection_request_began(struct MHD_Connection *connection)
{
    struct connection *mine = of(connection);

    atomic_fetch_add(&began, 1);
    atomic_store_explicit(&mine->since_us, clock_monotonic_us(), memory_order_relaxed);
    atomic_store_explicit(&mine->running, 1, memory_order_relaxed);
}

void connection_request_ended(struct MHD_Connection *connection)
{
    struct connection *mine = of(connection);

    atomic_store_explicit(&mine->since_us, clock_monotonic_us(), memory_order_relaxed);
    atomic_store_explicit(&mine->running, 0, memory_order_relaxed);
    atomic_fetch_add(&ended, 1);
}

/* ---- The janitor --------------------------------------------------------------------------------------- */

static struct {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool running;
    bool stop;
    int64_t idle_us;
    int64_t request_us;
} janitor = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void sweep(int64_t now)
{
    (void)pthread_mutex_lock(&lock);
    for (struct connection *each = first; each; each = each->next) {
        int64_t since = atomic_load_explicit(&each->since_us, memory_order_relaxed);
        bool running = atomic_load_explicit(&each->running, memory_order_relaxed);
        int64_t most = janitor.request_us + (running ? 0 : janitor.idle_us);

        if (now - since > most && shutdown(each->socket, SHUT_RDWR) == 0) {
            atomic_store_explicit(&each->since_us, now, memory_order_relaxed);
            atomic_fetch_add(&cut, 1);
        }
    }
    (void)pthread_mutex_unlock(&lock);
}

/* Once a second, until told to stop. */
static void *janitor_work(void *context)
{
    struct timespec next;

    (void)context;
    (void)clock_gettime(CLOCK_MONOTONIC, &next);
    (void)pthread_mutex_lock(&janitor.lock);
    while (!janitor.stop) {
        next.tv_sec++;
        while (!janitor.stop &&
               pthread_cond_timedwait(&janitor.wake, &janitor.lock, &next) != ETIMEDOUT)
            ;
        if (!janitor.stop)
            sweep(clock_monotonic_us());
    }
    (void)pthread_mutex_unlock(&janitor.lock);
    return NULL;
}

int connections_watch(long idle_s, long request_s)
{
    pthread_condattr_t monotonic;
    int failed;

    janitor.idle_us = idle_s * SECOND_US;
    janitor.request_us = request_s * SECOND_US;
    janitor.stop = false;
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&janitor.wake, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    failed = pthread_create(&janitor.thread, NULL, janitor_work, NULL);
    janitor.running = !failed;
    return failed;
}

void connections_unwatch(void)
{
    if (!janitor.running)
        return;
    (void)pthread_mutex_lock(&janitor.lock);
    janitor.stop = true;
    (void)pthread_cond_signal(&janitor.wake);
    (void)pthread_mutex_unlock(&janitor.lock);
    (void)pthread_join(janitor.thread, NULL);
    (void)pthread_cond_destroy(&janitor.wake);
    janitor.running = false;
}

struct connection_figures connection_figures(void)
{
    /* What has ended is read first, so that no difference is negative. */
    uint64_t over = atomic_load(&ended);
    uint64_t gone = atomic_load(&closed);
    struct connection_figures figures = {
        .opened = atomic_load(&opened),
        .began = atomic_load(&began),
        .cut = atomic_load(&cut),
    };

    figures.open = figures.opened - gone;
    figures.running = figures.began - over;
    return figures;
}
