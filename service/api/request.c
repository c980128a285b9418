#include "edge.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"

/* ---- Headers --------------------------------------------------------------------------------------- */

/* libmicrohttpd 0.9.75 appends a continued line (obs-fold, RFC 9112, 5.2) to the name above it: what another reads as
 * `Content-Length: 5` arrives as an empty `Content-Length5`. No header's name begins with those marked EXACT. */
enum times {
    OFTEN, /* a list, or only the first counts */
    ONCE,  /* a second one, or a comma, makes the request ambiguous */
    EXACT  /* the same, and no longer name begins like it */
};

#define HEADER(text, member, how_often) \
    { \
        .name = (text), .length = sizeof(text) - 1, .at = offsetof(struct request, member), \
        .times = (how_often) \
    }
static const struct {
    const char *name;
    size_t length;
    size_t at;
    enum times times;
} headers[] = {
    HEADER("Accept", accept, OFTEN),
    HEADER("Accept-Encoding", accept_encoding, OFTEN),
    HEADER("Accept-Language", accept_language, OFTEN),
    HEADER("Access-Control-Request-Headers", access_control_headers, OFTEN),
    HEADER("Access-Control-Request-Method", access_control_method, ONCE),
    HEADER("Authorization", authorization, EXACT),
    HEADER("Content-Encoding", content_encoding, OFTEN),
    HEADER("Content-Length", content_length, EXACT),
    HEADER("Content-Type", content_type, EXACT),
    HEADER("Host", host, ONCE),
    HEADER("Idempotency-Key", idempotency_key, EXACT),
    HEADER("If-Match", if_match, OFTEN),
    HEADER("If-None-Match", if_none_match, OFTEN),
    HEADER("Origin", origin, ONCE),
    HEADER("Prefer", prefer, OFTEN),
    HEADER("Traceparent", traceparent, ONCE),
    HEADER("Transfer-Encoding", transfer_encoding, EXACT),
    HEADER("X-Forwarded-Proto", forwarded_proto, ONCE),
};

static bool has_control(const char *value)
{
    for (; *value; value++)
        if (((unsigned char)*value < ' ' && *value != '\t') || *value == 0x7f)
            return true;
    return false;
}

/* A name is a token (RFC 9110, 5.6.2): "Content-Length " with a blank before its colon is another's Content-Length. */
static bool is_token(const char *name)
{
    for (; *name; name++)
        if (*name <= ' ' || *name > '~' || strchr("\"(),/:;<=>?@[\\]{}", *name))
            return false;
    return true;
}

static const char **header_slot(struct request *request, size_t which)
{
    return (const char **)(void *)((char *)request + headers[which].at);
}

static enum problem header_take(struct request *request, const char *name, const char *value,
                                const char **why)
{
    size_t length = strlen(name);

    request->head_bytes += length + strlen(value) + 4; /* ": " and CRLF */
    if (!is_token(name) || has_control(value)) {
        *why = "A header holds a character that has no place there.";
        return PROBLEM_MALFORMED_REQUEST;
    }
    for (size_t i = 0; i < COUNT(headers); i++) {
        if (strncasecmp(headers[i].name, name, headers[i].length) != 0)
            continue;
        if (headers[i].length < length && headers[i].times == EXACT) {
            *why = "A header is continued on a line of its own.";
            return PROBLEM_MALFORMED_REQUEST;
        }
        if (headers[i].length != length)
            continue;
        if (headers[i].times != OFTEN && (*header_slot(request, i) || strchr(value, ','))) {
            *why = "A header that may stand once stands twice.";
            return PROBLEM_MALFORMED_REQUEST;
        }
        if (!*header_slot(request, i))
            *header_slot(request, i) = value;
        return NO_PROBLEM;
    }
    return NO_PROBLEM;
}

/* Where a body ends must not be a matter of opinion (RFC 9112, 6.3). */
static enum problem framing_check(const struct request *request, const char **why)
{
    const char *length = request->content_length;

    if (length && request->transfer_encoding)
        *why = "Content-Length and Transfer-Encoding exclude each other.";
    else if (length && (*length == '\0' || length[strspn(length, "0123456789")] != '\0'))
        *why = "Content-Length is not a number.";
    else if (request->transfer_encoding && strcasecmp(request->transfer_encoding, "chunked") != 0)
        *why = "The only Transfer-Encoding taken is chunked.";
    else
        return NO_PROBLEM;
    return PROBLEM_MALFORMED_REQUEST;
}

/* ---- The trace (W3C Trace Context, version 00) ------------------------------------------------------ */

enum {
    TRACE_SPAN_AT = 36
};

static bool is_lower_hex(const char *text, size_t length)
{
    size_t zeros = 0;

    for (size_t i = 0; i < length; i++) {
        if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f')))
            return false;
        zeros += text[i] == '0';
    }
    return zeros < length; /* all zeros is no id */
}

static bool trace_is_valid(const char *trace)
{
    return trace && strlen(trace) == TRACE_LENGTH && strncmp(trace, "00-", 3) == 0 &&
           trace[35] == '-' && trace[52] == '-' && is_lower_hex(trace + 3, 32) &&
           is_lower_hex(trace + TRACE_SPAN_AT, 16) && strspn(trace + 53, "0123456789abcdef") == 2;
}

/* The request's own id, which is random enough, gives the span; and the trace where none came. */
static void trace_continue(struct request *request)
{
    bool theirs = trace_is_valid(request->traceparent);
    char hex[32];
    size_t at = 0;

    for (const char *c = request->id.text; *c; c++)
        if (*c != '-')
            hex[at++] = *c;
    memcpy(request->trace, theirs ? request->traceparent : "00-", theirs ? TRACE_LENGTH : 3);
    if (!theirs) {
        memcpy(request->trace + 3, hex, sizeof hex);
        memcpy(request->trace + TRACE_SPAN_AT - 1, "-", 1);
        memcpy(request->trace + TRACE_LENGTH - 3, "-00", 3);
    }
    memcpy(request->trace + TRACE_SPAN_AT, hex + 16, 16);
}

/* ---- The whole -------------------------------------------------------------------------------------- */

/* The path of an absolute target such as http://host/path is what follows the host (RFC 9112, 3.2.2). */
static const char *target_path(const char *target)
{
    size_t scheme = strncasecmp(target, "http://", 7) == 0    ? 7
                    : strncasecmp(target, "https://", 8) == 0 ? 8
                                                              : 0;

    return scheme ? target + scheme + strcspn(target + scheme, "/?") : target;
}

enum problem request_read(const struct _u_request *from, struct request *request, const char **why)
{
    enum problem problem = NO_PROBLEM;

    *request = (struct request){
        .method = from->http_verb,
        .target = from->http_url,
        .path = target_path(from->http_url),
        .protocol = from->http_protocol,
        .body = from->binary_body,
        .body_length = from->binary_body_length,
        .id = id_new(clock_unix_ms()),
    };
    request->path_length = strcspn(request->path, "?");
    request->head_bytes = strlen(request->method) + strlen(request->target) + 12;
    if (request->path[request->path_length] == '?')
        request->query = request->path + request->path_length + 1;
    for (int i = 0; i < from->map_header->nb_values && problem == NO_PROBLEM; i++)
        problem = header_take(request, from->map_header->keys[i], from->map_header->values[i], why);
    trace_continue(request);
    return problem ? problem : framing_check(request, why);
}

double header_weight(const char *value, const char *token)
{
    size_t length = strlen(token);

    for (const char *item = value; item && *item;) {
        size_t span = strcspn(item, ",");
        size_t lead = strspn(item, " \t");
        const char *word = item + lead;
        size_t size = strcspn(word, ",; \t");

        if (size == length && strncasecmp(word, token, length) == 0) {
            const char *weight = strstr(word, "q=");

            return !weight || weight > item + span ? 1 : strtod(weight + 2, NULL);
        }
        item += span + (item[span] == ',');
    }
    return NOT_NAMED;
}

bool header_names(const char *value, const char *token)
{
    return header_weight(value, token) > 0;
}
