/* api/exchange.h - one request and its answer, as a handler sees them.
 *
 * When a handler runs, everything in its route's row holds: the path's ids are UUIDs, the parameters and the body fit,
 * the caller's scope and role are right, the transaction is open. It queues its statements, collects, writes into
 * `answer` and returns NO_PROBLEM or a problem. The dispatcher commits, or rolls everything back. */
#ifndef HEARD_API_EXCHANGE_H
#define HEARD_API_EXCHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "api/body.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/problem.h"
#include "domain/date.h"
#include "domain/violation.h"
#include "security/token.h"
#include "store/store.h"
#include "store/writer.h"

struct request;

/* The council of the token. */
struct tenant {
    struct id id;
    const char *slug;
    const char *code; /* three letters */
    const char *name;
    bool sandbox;
};

enum {
    PROBLEM_MEMBERS_MAX = 8
};

struct problem_member {
    const char *name;
    const char *json; /* its value, as JSON text */
};

struct exchange {
    /* what came */
    const struct route_row *route;
    const struct request *request; /* api/request.h */
    const struct segment *segments;
    size_t segment_count;
    const void *body; /* the struct of route->body; NULL where there is none */
    uint64_t given;   /* see body_given */

    /* who asks, and when */
    const struct actor *actor; /* NULL on public routes */
    struct tenant council;     /* no id on public routes */
    struct visitor visitor;    /* the same for the store */
    enum role
        role; /* in which role the caller acts: the first of its roles that the route lets in */
    struct date today; /* the council's day: its test clock's in a sandbox */
    int64_t now;       /* milliseconds since 1970, of the real clock */

    /* with what */
    struct arena *arena; /* everything handed out here lives until the answer has left */
    struct store *store; /* the thread's own connection */

    /* what goes */
    struct writer answer;     /* JSON, or what `content_type` says */
    int status;               /* 0: the route's */
    const char *content_type; /* NULL: application/json */
    const void *bytes;        /* in place of `answer`: bytes that live on (an embedded file) ... */
    size_t length;            /* ... and their number */
    const char *location;     /* path, made absolute by the reply: "/v1/complaints/..." */
    const char *etag;         /* by etag_set */
    const char *next;         /* path and query of the next page: becomes Link: rel="next" */
    const char *language;     /* Content-Language */
    const char *policy;       /* Content-Security-Policy of pages; NULL: nothing may load */
    int retry_after;          /* seconds, or 0 */
    bool closes;              /* the connection ends with this answer */
    bool replayed;            /* the answer was kept from the first time */
    bool
        kept_for_repeat; /* an Idempotency-Key was sent: the dispatcher keeps the answer and commits */
    bool committed;      /* COMMIT went with a flight already */

    /* what is wrong, when a problem is returned */
    struct body_faults faults;    /* validation-failed */
    struct violations violations; /* rule-broken, not-allowed-now */
    struct problem_member members[PROBLEM_MEMBERS_MAX];
    size_t member_count;
    const char *detail;    /* in place of the problem's own; never personal */
    const char *challenge; /* WWW-Authenticate, with 401 */
    const char *refused;   /* why a token was refused, for the log */
    const char *allow;     /* Allow, with 405 */
    const char *accept;    /* Accept, with 415 */
};

/* ---- The path and the query ---------------------------------------------------------------------- */

/* The id in the path's segment `:name`, for example path_id(x, "complaint_id"). */
struct id path_id(const struct exchange *x, const char *name);

/* The text of the path's segment `:name`. */
const char *path_text(const struct exchange *x, const char *name);

/* The parameter's text, decoded and checked; NULL when not given. Of PARAMETER_CODES and PARAMETER_SORT: as it came. */
const char *parameter_text(const struct exchange *x, const char *name);

/* The same read as its kind says; what stands in for it when it is not given: `otherwise`, no date. */
long parameter_number(const struct exchange *x, const char *name, long otherwise);
bool parameter_flag(const struct exchange *x, const char *name, bool otherwise);
struct date parameter_date(const struct exchange *x, const char *name);

/* PARAMETER_CODES as the array literal {a,b} for PostgreSQL; NULL when not given. */
const char *parameter_array(const struct exchange *x, const char *name);

/* ---- Versions and answers ------------------------------------------------------------------------- */

/* The address's ETag for `version` today: "<version>.<day>.<digest of roles, language, query>" in quotes. */
const char *etag_text(const struct exchange *x, long version);
void etag_set(struct exchange *x, long version);

/* Compare If-Match with the version found under the lock.
 * PROBLEM_VERSION_MISMATCH with `current_etag` when it names others; NO_PROBLEM when it is absent and not required. */
checked enum problem version_match(struct exchange *x, long version);

/* 201 (or the route's status) with this Location. */
void answer_located(struct exchange *x, const char *path);

/* Let COMMIT go with the flight that is being queued: the handler has nothing left to decide. Where an
 * Idempotency-Key was sent the answer must be kept first, and the dispatcher commits later. */
void exchange_commit(struct exchange *x);

/* Does the caller ask for `Prefer: return=minimal`? The reply then leaves the body out by itself; a handler may save
 * the work of reading what it will not show. */
bool answer_minimal(const struct exchange *x);

/* ---- Problems ------------------------------------------------------------------------------------- */

/* A member of the body that does not fit, found by the handler. Returns PROBLEM_VALIDATION_FAILED. */
checked enum problem fault(struct exchange *x, const char *pointer, const char *code,
                           const char *detail);

/* A rule that is broken, found by the handler. Returns PROBLEM_RULE_BROKEN. */
checked enum problem violation(struct exchange *x, enum violation what, const char *pointer);

/* `text` as a JSON string, quotes and all, for problem_member. */
const char *json_text(struct arena *arena, const char *text);

/* An extra member of the problem's JSON: `json` is its value as JSON text, of the arena or static. */
void problem_member(struct exchange *x, const char *name, const char *json);

#endif
