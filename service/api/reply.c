#include "api/reply.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/request.h"
#include "base/settings.h"
#include "cors.h"
#include "edge.h"
#include "encoding.h"
#include "etag.h"
#include "problem_json.h"

void reply_header(struct reply *reply, const char *name, const char *value)
{
    if (!value)
        return;
    assert(reply->header_count < REPLY_HEADERS_MAX);
    reply->headers[reply->header_count++] = (struct reply_header){name, value};
}

/* ---- Addresses --------------------------------------------------------------------------------------- */

/* A Host that could be one: what goes into addresses must not be anything else. */
static bool is_host(const char *host)
{
    return host && *host &&
           host[strspn(host,
                       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-[]")] ==
               '\0';
}

const char *reply_base(const struct exchange *x)
{
    const char *set = setting_text(SETTING_PUBLIC_URL);
    const char *proto = x->request->forwarded_proto;
    size_t length = strlen(set);

    if (length > 0)
        return set[length - 1] == '/' ? arena_copy(x->arena, set, length - 1) : set;
    if (!is_host(x->request->host))
        return arena_print(x->arena, "http://%s:%s", setting_text(SETTING_LISTEN),
                           setting_text(SETTING_PORT));
    return arena_print(x->arena, "%s://%s",
                       proto && strcasecmp(proto, "https") == 0 ? "https" : "http",
                       x->request->host);
}

static const char *absolute(const struct exchange *x, const char *path)
{
    return path && path[0] == '/' ? arena_print(x->arena, "%s%s", reply_base(x), path) : path;
}

/* ---- Headers ------------------------------------------------------------------------------------------ */

static const char *number_text(struct arena *arena, long number)
{
    return number ? arena_print(arena, "%ld", number) : NULL;
}

static bool is_cacheable(const struct exchange *x, const struct reply *reply)
{
    /* A token may have named the council: then the address alone does not say what the answer is. */
    return x->route && (x->route->flags & ROUTE_CACHEABLE) && !x->actor &&
           (reply->status == 200 || reply->status == 304);
}

/* What every answer says, whatever it is. */
static void headers_of_all(const struct exchange *x, struct reply *reply)
{
    bool cacheable = is_cacheable(x, reply);

    reply_header(reply, "Request-Id", x->request->id.text);
    reply_header(reply, "Traceparent", x->request->trace);
    reply_header(reply, "API-Version", API_VERSION);
    reply_header(reply, "Cache-Control", cacheable ? "public, max-age=300" : "no-store");
    reply_header(reply, "X-Content-Type-Options", "nosniff");
    reply_header(reply, "Referrer-Policy", "no-referrer");
    reply_header(reply, "Content-Security-Policy",
                 x->policy ? x->policy : "default-src 'none'; frame-ancestors 'none'");
    if (cacheable)
        reply_header(reply, "Vary", "Accept, Accept-Encoding, Origin");
    if (strncmp(setting_text(SETTING_PUBLIC_URL), "https:", 6) == 0)
        reply_header(reply, "Strict-Transport-Security", "max-age=31536000");
    if (x->closes)
        reply_header(reply, "Connection", "close");
    cors_headers(x, reply);
}

static void headers_of_answer(const struct exchange *x, struct reply *reply)
{
    reply_header(reply, "Location", absolute(x, x->location));
    if (x->next)
        reply_header(reply, "Link",
                     arena_print(x->arena, "<%s>; rel=\"next\"", absolute(x, x->next)));
    reply_header(reply, "Content-Language", x->language);
    reply_header(reply, "Allow", x->allow);
    if (x->replayed)
        reply_header(reply, "Idempotent-Replayed", "true");
}

/* ---- The answer --------------------------------------------------------------------------------------- */

static void body_set(const struct exchange *x, struct reply *reply)
{
    reply->body = x->bytes ? x->bytes : x->answer.text;
    reply->length = x->bytes ? x->length : x->answer.length;
    if (reply->length > 0)
        reply_header(reply, "Content-Type", x->content_type ? x->content_type : "application/json");
}

/* `Prefer: return=minimal` (RFC 7240) is for what was made: its Location says where it can be read. */
static bool minimal(const struct exchange *x, struct reply *reply)
{
    if (reply->status != 201 || (x->route->flags & ROUTE_OWN_FLIGHTS) || !answer_minimal(x))
        return false;
    reply_header(reply, "Preference-Applied", "return=minimal");
    return true;
}

static void answer_make(struct exchange *x, struct reply *reply)
{
    bool reads = strcmp(x->request->method, "GET") == 0 || strcmp(x->request->method, "HEAD") == 0;

    reply->status = x->status ? x->status : 200;
    if (!x->status && x->route && x->route->status)
        reply->status = x->route->status;
    if (is_cacheable(x, reply) && !x->etag)
        x->etag = etag_of_bytes(x->arena, x->bytes ? x->bytes : x->answer.text,
                                x->bytes ? x->length : x->answer.length);
    if (reads && reply->status == 200 && etag_is_held(x->request->if_none_match, x->etag))
        reply->status = 304;
    else if (!minimal(x, reply) && reply->status != 204)
        body_set(x, reply);
    headers_of_answer(x, reply);
    headers_of_all(x, reply);
    encoding_apply(x, reply);
    reply_header(reply, "ETag", x->etag);
}

static void problem_make(struct exchange *x, enum problem problem, struct reply *reply)
{
    struct writer json = {.arena = x->arena};

    reply->status = problem_text(problem)->status;
    if (problem == PROBLEM_UNAVAILABLE && !x->retry_after)
        x->retry_after = 2;
    if (problem == PROBLEM_REQUEST_IN_PROGRESS && !x->retry_after)
        x->retry_after = 1;
    problem_write(x, problem, &json);
    reply->body = json.text;
    reply->length = json.length;
    reply_header(reply, "Content-Type", "application/problem+json");
    reply_header(reply, "Retry-After", number_text(x->arena, x->retry_after));
    reply_header(reply, "WWW-Authenticate", x->challenge);
    reply_header(reply, "Allow", x->allow);
    reply_header(reply, "Accept", x->accept);
    headers_of_all(x, reply);
}

void reply_make(struct exchange *x, enum problem problem, struct reply *reply)
{
    *reply = (struct reply){.status = 0};
    if (problem)
        problem_make(x, problem, reply);
    else
        answer_make(x, reply);
}

/* ---- To Ulfius ---------------------------------------------------------------------------------------- */

static char *copy(const char *text)
{
    char *copied = strdup(text);

    if (!copied)
        abort();
    return copied;
}

/* Ulfius's own way, a header at a time, reallocates three arrays and walks the map for each. */
static void map_fill(struct _u_map *map, const struct reply_header *headers, size_t count)
{
    (void)u_map_clean(map);
    map->nb_values = (int)count;
    map->keys = calloc(count + 1, sizeof *map->keys);
    map->values = calloc(count + 1, sizeof *map->values);
    map->lengths = calloc(count + 1, sizeof *map->lengths);
    if (!map->keys || !map->values || !map->lengths)
        abort();
    for (size_t i = 0; i < count; i++) {
        map->keys[i] = copy(headers[i].name);
        map->values[i] = copy(headers[i].value);
        map->lengths[i] = strlen(headers[i].value) + 1;
    }
}

/* Called when libmicrohttpd has its copy: take back what was lent before Ulfius frees it. */
struct loan {
    struct _u_response *response;
    void (*done)(void);
};

static _Thread_local struct loan loan; /* one answer at a time is made in a thread */

static void loan_end(void *lent)
{
    struct loan *ended = lent;

    ended->response->binary_body = NULL;
    ended->response->binary_body_length = 0;
    if (ended->done)
        ended->done();
}

void reply_send(const struct reply *reply, struct _u_response *response, void (*done)(void))
{
    const union {
        const void *ours;
        void *theirs; /* Ulfius copies it, and no more, before loan_end */
    } body = {.ours = reply->body};

    response->status = reply->status;
    map_fill(response->map_header, reply->headers, reply->header_count);
    loan = (struct loan){.response = response, .done = done};
    response->binary_body = reply->length ? body.theirs : NULL;
    response->binary_body_length = reply->length;
    response->shared_data = &loan;
    response->free_shared_data = loan_end;
}
