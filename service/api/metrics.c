/* Counters without locks: each thread adds to its own block with relaxed atomics; only the reader sums them. Blocks stay
 * when their thread ends, so that no count is ever lost. */
#include "api/metrics.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/route.h"
#include "base/lang.h"
#include "store/writer.h"

static const int statuses[] = {200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 406, 409,
                               410, 412, 413, 414, 415, 422, 428, 429, 431, 500, 503};
static const int64_t buckets_us[] = {500,   1000,   2500,   5000,    10000,   25000,
                                     50000, 100000, 250000, 1000000, 2500000, 10000000};

enum {
    STATUSES = COUNT(statuses) + 1, /* the last one: any other */
    BUCKETS = COUNT(buckets_us) + 1 /* the last one: longer */
};

struct row {
    _Atomic uint64_t by_status[STATUSES];
    _Atomic uint64_t by_time[BUCKETS];
    _Atomic uint64_t time_us;
};

struct block {
    struct block *next;
    struct row rows[]; /* one for each route, and row 0 */
};

enum {
    FIGURES_MAX = 32
};

static struct {
    const char *name;
    const char *help;
    bool counter;
    double (*read)(void *context);
    void *context;
} figures[FIGURES_MAX];
static size_t figure_count;

static pthread_mutex_t blocks_lock = PTHREAD_MUTEX_INITIALIZER;
static struct block *blocks;
static _Thread_local struct block *mine;

static struct block *block_mine(void)
{
    if (!mine) {
        size_t rows = (size_t)route_count() + 1;

        mine = calloc(1, sizeof *mine + rows * sizeof mine->rows[0]);
        if (!mine)
            abort();
        (void)pthread_mutex_lock(&blocks_lock);
        mine->next = blocks;
        blocks = mine;
        (void)pthread_mutex_unlock(&blocks_lock);
    }
    return mine;
}

static void add(_Atomic uint64_t *counter, uint64_t more)
{
    atomic_fetch_add_explicit(counter, more, memory_order_relaxed);
}

void metrics_count(int route, int status, int64_t microseconds)
{
    struct row *row = &block_mine()->rows[route];
    size_t which = 0;
    size_t bucket = 0;

    while (which < COUNT(statuses) && statuses[which] != status)
        which++;
    while (bucket < COUNT(buckets_us) && microseconds > buckets_us[bucket])
        bucket++;
    add(&row->by_status[which], 1);
    add(&row->by_time[bucket], 1);
    add(&row->time_us, microseconds > 0 ? (uint64_t)microseconds : 0);
}

void metrics_figure(const char *name, const char *help, bool counter, double (*read)(void *context),
                    void *context)
{
    if (figure_count == FIGURES_MAX)
        abort();
    figures[figure_count].name = name;
    figures[figure_count].help = help;
    figures[figure_count].counter = counter;
    figures[figure_count].read = read;
    figures[figure_count].context = context;
    figure_count++;
}

/* ---- Telling ----------------------------------------------------------------------------------------- */

struct sums {
    uint64_t by_status[STATUSES];
    uint64_t by_time[BUCKETS];
    uint64_t all;
    double seconds;
};

static uint64_t get(_Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static struct sums sum(int route)
{
    struct sums sums = {.all = 0};

    (void)pthread_mutex_lock(&blocks_lock);
    for (struct block *block = blocks; block; block = block->next) {
        struct row *row = &block->rows[route];

        for (int i = 0; i < STATUSES; i++)
            sums.by_status[i] += get(&row->by_status[i]);
        for (int i = 0; i < BUCKETS; i++) {
            uint64_t count = get(&row->by_time[i]);

            sums.by_time[i] += count;
            sums.all += count;
        }
        sums.seconds += (double)get(&row->time_us) / 1e6;
    }
    (void)pthread_mutex_unlock(&blocks_lock);
    return sums;
}

static void print_row(FILE *file, int route, bool counts)
{
    const struct route_row *row = route_by_number(route);
    const char *method = row ? row->method : "-";
    const char *path = row ? row->pattern : "none";
    struct sums sums = sum(route);
    uint64_t below = 0;

    if (sums.all == 0)
        return;
    for (size_t i = 0; counts && i < STATUSES; i++)
        if (sums.by_status[i])
            (void)fprintf(file,
                          "heard_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"} %" PRIu64
                          "\n",
                          method, path, i < COUNT(statuses) ? statuses[i] : 0, sums.by_status[i]);
    if (counts)
        return;
    for (size_t i = 0; i < COUNT(buckets_us); i++) {
        below += sums.by_time[i];
        (void)fprintf(file,
                      "heard_request_seconds_bucket{method=\"%s\",route=\"%s\",le=\"%g\"} %" PRIu64
                      "\n",
                      method, path, (double)buckets_us[i] / 1e6, below);
    }
    (void)fprintf(file,
                  "heard_request_seconds_bucket{method=\"%s\",route=\"%s\",le=\"+Inf\"} %" PRIu64
                  "\nheard_request_seconds_sum{method=\"%s\",route=\"%s\"} %.6f\n"
                  "heard_request_seconds_count{method=\"%s\",route=\"%s\"} %" PRIu64 "\n",
                  method, path, sums.all, method, path, sums.seconds, method, path, sums.all);
}

static void print_head(FILE *file, const char *name, const char *help, const char *type)
{
    (void)fprintf(file, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void print_all(FILE *file)
{
    print_head(file, "heard_build_info", "The release that runs.", "gauge");
    (void)fprintf(file, "heard_build_info{version=\"%s\"} 1\n", HEARD_VERSION);
    print_head(file, "heard_requests_total", "Answers by route and status.", "counter");
    for (int i = 0; i <= route_count(); i++)
        print_row(file, i, true);
    print_head(file, "heard_request_seconds", "Time from the whole request to its answer.",
               "histogram");
    for (int i = 0; i <= route_count(); i++)
        print_row(file, i, false);
    for (size_t i = 0; i < figure_count; i++) {
        print_head(file, figures[i].name, figures[i].help,
                   figures[i].counter ? "counter" : "gauge");
        (void)fprintf(file, "%s %.15g\n", figures[i].name, figures[i].read(figures[i].context));
    }
}

void metrics_write(struct writer *writer)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);

    if (!file)
        abort();
    print_all(file);
    if (fclose(file) != 0)
        abort();
    write_bytes(writer, text, length);
    free(text);
}
