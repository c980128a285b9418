/* api/request.h - what a client sent: the raw target, the headers that mean something here, the bytes of the body.
 *
 * Ulfius keeps repeated headers of the same spelling joined by a comma and those of another spelling apart, mixes path
 * and query, and decodes both: so this reads its maps once and trusts nothing else of it. */
#ifndef HEARD_API_REQUEST_H
#define HEARD_API_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "api/body.h"
#include "api/route.h"
#include "base/id.h"
#include "base/problem.h"

struct arena;

enum {
    REQUEST_PARAMETERS_MAX = 32,
    TRACE_LENGTH = 55 /* 00-<32 hex>-<16 hex>-<2 hex> */
};

struct given_parameter {
    const char *name;
    const char *text; /* decoded, well-formed UTF-8 */
};

/* Headers are NULL when they were not sent. */
struct request {
    const char *method;
    const char *target; /* as sent */
    const char *path;   /* the target's path, as sent */
    size_t path_length;
    const char *query; /* what follows the question mark; NULL without one */
    const char *protocol;

    const char *accept;
    const char *accept_encoding;
    const char *accept_language;
    const char *access_control_method;  /* Access-Control-Request-Method */
    const char *access_control_headers; /* Access-Control-Request-Headers */
    const char *authorization;
    const char *content_encoding;
    const char *content_length;
    const char *content_type;
    const char *forwarded_proto; /* X-Forwarded-Proto, of the proxy in front */
    const char *host;
    const char *idempotency_key;
    const char *if_match;
    const char *if_none_match;
    const char *origin;
    const char *prefer;
    const char *traceparent;
    const char *transfer_encoding;

    size_t head_bytes; /* request line and headers, near enough for a limit */
    const char *body;
    size_t body_length;

    struct id
        id; /* Request-Id of the answer: always ours, a client's own cannot be trusted to be one */
    char trace[TRACE_LENGTH +
               1]; /* traceparent that goes on: the client's trace with a span of ours */

    struct given_parameter parameters[REQUEST_PARAMETERS_MAX];
    size_t parameter_count;
};

/* Split and decode the query.
 *
 * Returns PROBLEM_MALFORMED_REQUEST, with `why`, for a broken percent sign, bad UTF-8, NUL or too many parameters;
 *         PROBLEM_UNKNOWN_PARAMETER with the names in `faults`, for names that `known` has not;
 *         PROBLEM_VALIDATION_FAILED with `faults` for repeated names, missing ones, values that do not fit. */
checked enum problem request_query(struct request *request, const struct parameter *known,
                                   struct arena *arena, struct body_faults *faults,
                                   const char **why);

/* Does the comma-separated header `value` name `token`, in any case? Parameters such as ;q=0.5 are passed over, but
 * q=0 means no. */
bool header_names(const char *value, const char *token);

/* Its weight there (RFC 9110, 12.4.2): 1 when it has none; NOT_NAMED. */
#define NOT_NAMED (-1.0)
double header_weight(const char *value, const char *token);

#endif
