/* From Ulfius's callback to the handler and back: what must hold before a handler runs is checked here, in one order.
 *
 *     1 size, address, method, accepted media types                 400 404 405 406 413 414 431
 *     2 bearer token to actor; council; scope and role              401 403
 *     3 query, media type, Idempotency-Key, If-Match, body          400 409 412 415 422 428
 *     4 the thread's own connection; who asks goes with the first flight
 *     5 the handler: ask, decide, write, show
 *     6 the last flight commits, or everything rolls back; one log line */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "access.h"
#include "api/exchange.h"
#include "api/metrics.h"
#include "api/reply.h"
#include "api/request.h"
#include "base/clock.h"
#include "base/settings.h"
#include "edge.h"
#include "etag.h"
#include "idempotency.h"
#include "request_log.h"
#include "service.h"
#include "transaction.h"

/* ---- 1: what can be said without knowing who asks ------------------------------------------------------ */

static enum problem too_much(struct exchange *x, enum problem problem, size_t most)
{
    problem_member(x, "limit_bytes", arena_print(x->arena, "%zu", most));
    return problem;
}

static enum problem size_check(struct exchange *x)
{
    const struct request *request = x->request;

    if (strlen(request->target) > service.head_most / 2)
        return too_much(x, PROBLEM_URI_TOO_LONG, service.head_most / 2);
    if (request->head_bytes > service.head_most)
        return too_much(x, PROBLEM_HEADERS_TOO_LARGE, service.head_most);
    if (request->body_length > service.body_most)
        return too_much(x, PROBLEM_TOO_LARGE, service.body_most);
    return NO_PROBLEM;
}

static bool is_on_port(const struct route_row *route, const struct port *port)
{
    unsigned second = route->flags & (ROUTE_SECOND_PORT | ROUTE_BOTH_PORTS);

    return port->second ? second : !(route->flags & ROUTE_SECOND_PORT);
}

/* Find the row. OPTIONS is answered here: it asks about an address, not for what is there. */
static enum problem route_take(struct exchange *x, const struct port *port,
                               struct route_match *match, bool *answered)
{
    const struct request *request = x->request;

    route_find(request->method, request->path, request->path_length, x->arena, match);
    x->route = match->route;
    x->segments = match->segments;
    x->segment_count = match->count;
    *answered = false;
    if (match->methods == 0 || (x->route && !is_on_port(x->route, port))) {
        x->route = NULL;
        match->number = 0;
        return PROBLEM_NOT_FOUND;
    }
    if (x->route)
        return NO_PROBLEM;
    x->allow = route_allow(match->methods, x->arena);
    if (strcmp(request->method, "OPTIONS") != 0) {
        problem_member(x, "allow", route_allow_json(match->methods, x->arena));
        return PROBLEM_METHOD_NOT_ALLOWED;
    }
    x->status = 204;
    *answered = true;
    return NO_PROBLEM;
}

/* How much Accept wants `media`: what names it most exactly counts (RFC 9110, 12.5.1). 0: it is not taken. */
static double wanted(const struct exchange *x, const char *media)
{
    const char *accept = x->request->accept;
    size_t group = strcspn(media, "/;");
    const char *const ranges[] = {media, arena_print(x->arena, "%.*s/*", (int)group, media), "*/*"};

    if (!accept)
        return 1;
    for (size_t i = 0; i < COUNT(ranges); i++) {
        double weight = header_weight(accept, ranges[i]);

        if (weight >= 0)
            return weight;
    }
    return 0;
}

/* Of what the route can give, what is wanted most; of equals the first. NULL: nothing. */
static const char *media_wanted(const struct exchange *x, const char *const *media)
{
    const char *best = NULL;
    double most = 0;

    for (size_t i = 0; media[i]; i++) {
        double weight = wanted(x, media[i]);

        if (weight > most) {
            most = weight;
            best = media[i];
        }
    }
    return best;
}

static enum problem accept_check(struct exchange *x)
{
    static const char *const json_only[] = {"application/json", NULL};
    const char *const *media = x->route->media ? x->route->media : json_only;
    struct writer list = {.arena = x->arena};

    x->content_type = media_wanted(x, media);
    if (x->content_type)
        return NO_PROBLEM;
    if (header_names(x->request->accept, "application/problem+json"))
        return NO_PROBLEM; /* a client that names only the problems it can read */
    write_array(&list);
    for (size_t i = 0; media[i]; i++)
        write_text(&list, media[i]);
    write_array_end(&list);
    problem_member(x, "available", list.text);
    return PROBLEM_NOT_ACCEPTABLE;
}

/* ---- 3: query, media type, precondition and body ------------------------------------------------------- */

/* Is the media type of the body `type`, whatever its parameters? JSON is UTF-8 whatever they say (RFC 8259, 8.1). */
static bool is_media_type(const char *given, const char *type)
{
    size_t length = strlen(type);

    return given && strncasecmp(given, type, length) == 0 && strchr("; \t", given[length]);
}

static enum problem media_check(struct exchange *x)
{
    bool patches = x->route->body && x->route->body->patch;
    const char *given = x->request->content_type;

    if (x->request->body_length == 0)
        return NO_PROBLEM;
    if (!x->route->body) {
        x->detail = "This operation takes no body.";
        return PROBLEM_MALFORMED_REQUEST;
    }
    if (!x->request->content_encoding &&
        (is_media_type(given, "application/json") ||
         (patches && is_media_type(given, "application/merge-patch+json"))))
        return NO_PROBLEM;
    x->accept = patches ? "application/merge-patch+json, application/json" : "application/json";
    problem_member(x, "accept",
                   patches ? "[\"application/merge-patch+json\",\"application/json\"]"
                           : "[\"application/json\"]");
    return PROBLEM_UNSUPPORTED_MEDIA_TYPE;
}

/* If-Match, where it is sent, is a list of entity tags: a header that is none says nothing about versions. */
static enum problem if_match_check(struct exchange *x)
{
    if (!x->request->if_match || etag_list_is_valid(x->request->if_match))
        return NO_PROBLEM;
    fault_add(&x->faults, (struct body_fault){.parameter = "If-Match",
                                              .code = "invalid",
                                              .detail = "This is a list of entity tags, or *."});
    return PROBLEM_VALIDATION_FAILED;
}

static enum problem precondition_check(const struct exchange *x)
{
    const struct request *request = x->request;
    bool creates = request->if_none_match && strcmp(request->if_none_match, "*") == 0 &&
                   (x->route->flags & ROUTE_CREATE_ONLY_OK);

    if ((x->route->flags & ROUTE_NEEDS_VERSION) && !request->if_match && !creates)
        return PROBLEM_PRECONDITION_REQUIRED;
    return NO_PROBLEM;
}

static enum problem body_take(struct exchange *x)
{
    void *body = NULL;

    if (!x->route->body)
        return NO_PROBLEM;
    if (x->request->body_length == 0) {
        x->faults.position.line = 1;
        x->faults.position.column = 1;
        x->detail = "This operation needs a JSON body.";
        return PROBLEM_MALFORMED_REQUEST;
    }
    TRY(body_read(x->route->body, x->request->body, x->request->body_length, x->arena, &x->faults,
                  &body, &x->given));
    x->body = body;
    return NO_PROBLEM;
}

/* ---- 4 to 6: the transaction --------------------------------------------------------------------------- */

static enum problem answer_known(struct exchange *x)
{
    struct idempotency claim;
    enum problem form;
    bool keyed;

    TRY(idempotency_asked(x, &keyed));
    TRY(if_match_check(x));
    form = precondition_check(x);
    if (!form)
        form = body_take(x);
    if (form && (keyed || x->request->if_match)) /* a kept answer, a stale version come first */
        return transaction_refuses(x, keyed ? &claim : NULL, form);
    TRY(form);
    if (x->route->flags & (ROUTE_NO_STORE | ROUTE_OWN_FLIGHTS))
        return x->route->handler(x);
    return transaction_run(x, keyed ? &claim : NULL);
}

static enum problem answer(struct exchange *x, struct request *request, const struct port *port,
                           struct route_match *match)
{
    bool answered;

    TRY(size_check(x));
    TRY(route_take(x, port, match, &answered));
    if (answered)
        return NO_PROBLEM;
    if (atomic_load(
            &service
                 .closed)) /* counted as begun before it asks: the stop waits for it, or it sees this */
        return PROBLEM_UNAVAILABLE;
    TRY(accept_check(x));
    x->store = pool_store(service.pool);
    if (x->route->flags & ROUTE_COUNCIL_ASKED) /* its query says which council */
        TRY(request_query(request, x->route->parameters, x->arena, &x->faults, &x->detail));
    TRY(access_check(x, service.tokens));
    if (!(x->route->flags & ROUTE_COUNCIL_ASKED))
        TRY(request_query(request, x->route->parameters, x->arena, &x->faults, &x->detail));
    TRY(media_check(x));
    return answer_known(x);
}

/* ---- The callback -------------------------------------------------------------------------------------- */

static pthread_key_t arena_key;
static pthread_once_t arena_once = PTHREAD_ONCE_INIT;

static void arena_end(void *arena)
{
    arena_free(arena);
    free(arena);
}

static void arena_key_make(void)
{
    (void)pthread_key_create(&arena_key, arena_end);
}

/* The calling thread's arena: one request at a time lives in it, until its answer has been taken. */
static struct arena *arena_mine(void)
{
    static _Thread_local struct arena *mine;

    if (!mine) {
        (void)pthread_once(&arena_once, arena_key_make);
        mine = calloc(1, sizeof *mine);
        if (!mine || pthread_setspecific(arena_key, mine) != 0)
            abort();
    }
    return mine;
}

/* Ulfius has its copy of the answer. */
static void answer_taken(void)
{
    arena_reset(arena_mine());
}

int dispatch(const struct _u_request *from, struct _u_response *response, void *port)
{
    int64_t began = clock_monotonic_us();
    struct arena *arena = arena_mine();
    struct exchange *x;
    struct request *request;
    struct route_match match = {.route = NULL};
    struct reply reply;
    enum problem problem;
    int64_t took;

    arena_reset(arena); /* where Ulfius failed to take the last answer */
    x = arena_take(arena, sizeof *x);
    request = arena_take(arena, sizeof *request);
    x->arena = arena;
    x->answer.arena = arena;
    x->request = request;
    x->now = clock_unix_ms();
    problem = request_read(from, request, &x->detail);
    x->closes = problem;
    if (!problem)
        problem = answer(x, request, port, &match);
    x->closes = x->closes || atomic_load_explicit(&service.draining, memory_order_relaxed);
    reply_make(x, problem, &reply);
    reply_send(&reply, response, answer_taken);
    took = clock_monotonic_us() - began;
    metrics_count(match.number, reply.status, took);
    request_log(x, problem, &reply, took);
    return U_CALLBACK_COMPLETE;
}
