#include "cors.h"

#include <stdbool.h>
#include <string.h>

#include "api/request.h"
#include "base/settings.h"

/* Is `origin` one of the comma-separated `allowed`? Origins are compared as they are (RFC 6454, 5). */
static bool is_listed(const char *allowed, const char *origin)
{
    size_t length = strlen(origin);

    while (*allowed) {
        size_t lead = strspn(allowed, " ");
        size_t span = strcspn(allowed + lead, ", ");

        if (span == length && strncmp(allowed + lead, origin, length) == 0)
            return true;
        allowed += lead + span;
        allowed += strspn(allowed, ", ");
    }
    return false;
}

static const char *allowed_origin(const struct exchange *x)
{
    const char *allowed = setting_text(SETTING_CORS_ORIGINS);

    if ((x->route && (x->route->flags & ROUTE_OPEN_TO_PAGES)) || strcmp(allowed, "*") == 0)
        return "*";
    return is_listed(allowed, x->request->origin) ? x->request->origin : NULL;
}

void cors_headers(const struct exchange *x, struct reply *reply)
{
    const char *origin = x->request->origin ? allowed_origin(x) : NULL;

    if (!origin)
        return;
    reply_header(reply, "Access-Control-Allow-Origin", origin);
    if (!x->allow || !x->request->access_control_method ||
        strcmp(x->request->method, "OPTIONS") != 0) {
        reply_header(reply, "Access-Control-Expose-Headers",
                     "API-Version, Content-Language, ETag, Idempotent-Replayed, Link, Location, "
                     "Preference-Applied, Request-Id, Retry-After, WWW-Authenticate");
        return;
    }
    reply_header(reply, "Access-Control-Allow-Methods", x->allow);
    reply_header(reply, "Access-Control-Allow-Headers",
                 "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, "
                 "If-None-Match, Prefer, Traceparent");
    reply_header(reply, "Access-Control-Max-Age", "600");
}
