/* For those who keep the service running: is it alive, can it work, what does it do. */
#include "api/exchange.h"
#include "api/metrics.h"
#include "service.h"

static enum problem live_show(struct exchange *x)
{
    write_object(&x->answer);
    write_member_text(&x->answer, "status", "live");
    write_member_text(&x->answer, "version", HEARD_VERSION);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

/* The database answers and its schema is one that this release serves (decision 5). */
static enum problem ready_show(struct exchange *x)
{
    switch (store_schema_state(pool_store(service.pool))) {
    case SCHEMA_SERVED:
        break;
    case SCHEMA_OLD:
        x->detail = "Migrations are missing: run `heard migrate`.";
        return PROBLEM_UNAVAILABLE;
    case SCHEMA_TOO_NEW:
        x->detail = "The schema is of a later release than this program serves.";
        return PROBLEM_UNAVAILABLE;
    case SCHEMA_UNREACHABLE:
    default:
        x->detail = "The database cannot be reached.";
        return PROBLEM_UNAVAILABLE;
    }
    write_object(&x->answer);
    write_member_text(&x->answer, "status", "ready");
    write_member_text(&x->answer, "version", HEARD_VERSION);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem metrics_show(struct exchange *x)
{
    metrics_write(&x->answer);
    x->content_type = "text/plain; version=0.0.4; charset=utf-8";
    return NO_PROBLEM;
}

static const char *const text[] = {"text/plain", NULL};

#define OPERATIONS (ROUTE_PUBLIC | ROUTE_NO_STORE)

/* clang-format off */
const struct route_row health_routes[] = {
    ROUTE(GET, "/healthz/live",  live_show,    .flags = OPERATIONS | ROUTE_BOTH_PORTS),
    ROUTE(GET, "/healthz/ready", ready_show,   .flags = OPERATIONS | ROUTE_BOTH_PORTS),
    ROUTE(GET, "/metrics",       metrics_show, .flags = OPERATIONS | ROUTE_SECOND_PORT,
          .media = text),
    {0},
};
/* clang-format on */
