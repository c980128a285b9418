#include "figures.h"

#include <stddef.h>
#include <stdint.h>

#include "api/metrics.h"
#include "base/clock.h"
#include "base/lang.h"
#include "connections.h"
#include "service.h"

static int64_t started_us;

/* Each figure is a member of one of the three structs below, read anew. */
enum source {
    OF_CONNECTIONS,
    OF_STORE,
    OF_TOKENS
};

struct figure {
    const char *name;
    const char *help;
    bool counter;
    enum source source;
    size_t at; /* offset of an uint64_t */
};

#define CONNECTIONS(member) OF_CONNECTIONS, offsetof(struct connection_figures, member)
#define STORE(member) OF_STORE, offsetof(struct store_figures, member)
#define TOKENS(member) OF_TOKENS, offsetof(struct token_figures, member)

static struct figure figures[] = {
    {"heard_connections_open", "Connections of clients now.", false, CONNECTIONS(open)},
    {"heard_connections_total", "Connections of clients since the start.", true,
     CONNECTIONS(opened)},
    {"heard_connections_cut_total", "Connections shut because a request dripped.", true,
     CONNECTIONS(cut)},
    {"heard_requests_running", "Requests between first line and answer.", false,
     CONNECTIONS(running)},
    {"heard_database_connections", "Connections to PostgreSQL now.", false, STORE(connections)},
    {"heard_database_connects_total", "Connections to PostgreSQL since the start.", true,
     STORE(connected)},
    {"heard_database_connect_failures_total", "Attempts to connect that failed.", true,
     STORE(connect_failures)},
    {"heard_database_broken_total", "Connections to PostgreSQL that broke.", true, STORE(broken)},
    {"heard_database_flights_total", "Flights of statements sent.", true, STORE(flights)},
    {"heard_database_retries_total", "Flights sent a second time.", true, STORE(retried)},
    {"heard_database_failures_total", "Statements that failed.", true, STORE(statement_failures)},
    {"heard_tokens_remembered_total", "Tokens known from before.", true, TOKENS(remembered)},
    {"heard_tokens_verified_total", "Tokens whose signature was checked.", true, TOKENS(verified)},
    {"heard_tokens_refused_total", "Tokens refused.", true, TOKENS(refused)},
};

static double figure_read(void *context)
{
    const struct figure *figure = context;
    struct connection_figures connections;
    struct store_figures store;
    struct token_figures tokens;
    const void *of;

    switch (figure->source) {
    case OF_CONNECTIONS:
        connections = connection_figures();
        of = &connections;
        break;
    case OF_STORE:
        store = store_figures();
        of = &store;
        break;
    case OF_TOKENS:
    default:
        tokens = token_figures(service.tokens);
        of = &tokens;
        break;
    }
    return (double)*(const uint64_t *)(const void *)((const char *)of + figure->at);
}

static double seconds_up(void *context)
{
    (void)context;
    return (double)(clock_monotonic_us() - started_us) / 1e6;
}

void figures_prepare(void)
{
    started_us = clock_monotonic_us();
    metrics_figure("heard_up_seconds", "Seconds since the start.", false, seconds_up, NULL);
    for (size_t i = 0; i < COUNT(figures); i++)
        metrics_figure(figures[i].name, figures[i].help, figures[i].counter, figure_read,
                       &figures[i]);
}
