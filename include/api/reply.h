/* api/reply.h - from an exchange to the bytes of its answer; the only place that knows how HTTP says no. */
#ifndef HEARD_API_REPLY_H
#define HEARD_API_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "api/exchange.h"

#define API_VERSION "1.0.0" /* info.version of openapi/heard.yaml */

enum {
    REPLY_HEADERS_MAX = 28
};

struct reply_header {
    const char *name;
    const char *value;
};

struct reply {
    int status;
    struct reply_header headers[REPLY_HEADERS_MAX];
    size_t header_count;
    const void *body; /* lives as long as the exchange's arena, or longer */
    size_t length;
};

/* Say `name: value`; a NULL value is not said. Values are of the arena or static, without line ends. */
void reply_header(struct reply *reply, const char *name, const char *value);

/* The base of absolute addresses: HEARD_PUBLIC_URL, else scheme and Host of this request. */
const char *reply_base(const struct exchange *x);

/* Turn the exchange into `reply`: its answer, or application/problem+json for `problem`. */
void reply_make(struct exchange *x, enum problem problem, struct reply *reply);

#endif
