/* api/route.h - the table of all addresses: what must hold before a handler runs is written in its row.
 *
 * Each resource exports `const struct route_row <noun>_routes[]`, ended by an empty row; service/api/routes.c collects them.
 * The handler's name is the operationId. */
#ifndef HEARD_API_ROUTE_H
#define HEARD_API_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "domain/codes.h"
#include "security/actor.h"

struct exchange;
struct body;

/* What a query parameter may hold. */
enum parameter_kind {
    PARAMETER_TEXT,   /* 1 to `longest` characters (200 when not said) */
    PARAMETER_DATE,   /* YYYY-MM-DD */
    PARAMETER_FLAG,   /* true or false */
    PARAMETER_NUMBER, /* a whole number from `least` to `most` */
    PARAMETER_ID,     /* a UUID */
    PARAMETER_CODE,   /* one code of `codes` or of `words` */
    PARAMETER_CODES,  /* several of them, with commas */
    PARAMETER_SORT    /* several of `words` with commas, each with or without a minus before it */
};

struct parameter {
    const char *name;
    enum parameter_kind kind;
    const struct codes *codes;
    const char *const *words; /* closed list, ended by NULL */
    long least, most;
    size_t longest;
    bool required;
};

/* The two of every list; see page.h for what they mean. */
#define PARAMETERS_OF_PAGES \
    {.name = "limit", .kind = PARAMETER_NUMBER, .least = 1, .most = 100}, \
    { \
        .name = "cursor", .kind = PARAMETER_TEXT, .longest = 500 \
    }

enum route_flag {
    ROUTE_PUBLIC = 1 << 0,    /* no token is asked for, none is read */
    ROUTE_CACHEABLE = 1 << 1, /* the same for everybody: caches may keep it; an ETag of its bytes */
    ROUTE_NEEDS_VERSION = 1 << 2, /* If-Match is required (428); the handler calls version_match */
    ROUTE_NEEDS_KEY = 1 << 3,     /* Idempotency-Key is required */
    ROUTE_READS = 1 << 4,         /* a POST that changes nothing (a search): one READ ONLY flight */
    ROUTE_NO_STORE = 1 << 5,      /* answers without the database */
    ROUTE_OWN_FLIGHTS = 1 << 6,   /* the handler opens and ends its transactions itself */
    ROUTE_ANY_COUNCIL = 1 << 7,   /* a token without a council will do */
    ROUTE_CREATE_ONLY_OK = 1 << 8, /* a PUT that may come with `If-None-Match: *` for If-Match */
    ROUTE_BOTH_PORTS = 1 << 9,     /* answered on the second port too (health) */
    ROUTE_SECOND_PORT = 1 << 10,   /* answered on the second port only (metrics) */
    ROUTE_COUNCIL_ASKED = 1 << 11, /* the council comes from a token, or else from `?council=` */
    ROUTE_OPEN_TO_PAGES = 1 << 12  /* pages of every origin may read it */
};

enum {
    ROUTE_PARAMETERS_MAX = 32
};

struct route_row {
    const char
        *method; /* "GET", "POST", "PUT", "PATCH", "DELETE"; HEAD and OPTIONS come by themselves */
    const char *pattern; /* "/v1/complaints/:complaint_id/points"; what ends in `_id` is a UUID */
    enum problem (*handler)(struct exchange *x);
    const char *operation; /* the handler's name: operationId of the contract */

    uint64_t may; /* roles that may come in at all: MAY(...) | MAY(...); 0: every role, or none */
    uint32_t
        scopes; /* SCOPE_BITs, one of which opens the door; 0: none is needed beyond a valid token */
    const struct body *body;            /* NULL: a body is refused */
    const struct parameter *parameters; /* ended by an empty row; NULL: any parameter is refused */
    const char *const
        *media;     /* what can be answered, first is the default; NULL: application/json */
    int status;     /* of success: 0 means 200 */
    unsigned flags; /* of enum route_flag */
};

/* A scope in `.scopes`, a role in `.may`. */
#define NEEDS(scope) SCOPE_BIT(SCOPE_##scope)
#define MAY(role) ROLE_BIT(ROLE_##role)
#define MAY_COUNCIL /* those who run the procedure for the council */ \
    (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER))
#define MAY_CHILD_SIDE /* those who complain, or speak for one who does */ \
    (MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(CHILD_SUBJECT) | MAY(ADVOCATE) | MAY(SUPPORTER))
#define MAY_SEE_CASES /* those who may know of cases that they take part in */ \
    (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER) | \
     MAY(ADJUDICATING_OFFICER) | MAY(STAGE2_INVESTIGATOR) | MAY(STAGE2_INDEPENDENT_PERSON) | \
     MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE) | MAY(CHILD_SUBJECT))
#define MAY_KEEP_CASES /* those who keep the file of a case */ \
    (MAY(COMPLAINTS_MANAGER) | MAY(INTAKE_OFFICER) | MAY(STAGE1_HANDLER))
#define MAY_EVERYBODY UINT64_C(0)

/* One row of a table: method, pattern, handler, then designated members (`.scopes`, `.may`, `.body` ...). */
#define ROUTE(verb, path, answers, ...) \
    { \
        .method = #verb, .pattern = (path), .handler = (answers), .operation = #answers, \
        __VA_ARGS__ \
    }

/* All tables, ended by NULL (routes.c). */
extern const struct route_row *const route_tables[];

/* Build the tree that route_find walks, once, before the first request. Ends the process when two rows have the same
 * method and path: that is a fault of ours. */
void routes_prepare(void);

enum {
    ROUTE_SEGMENTS_MAX = 8
};

struct segment {
    const char *name; /* "complaint_id", not ended by NUL */
    size_t name_length;
    const char *text; /* of the arena */
};

/* What a path leads to. */
struct route_match {
    const struct route_row *route; /* NULL: nothing here, or not with this method */
    int number;                    /* of the row, from 1; 0 without one */
    unsigned methods; /* bits of what the path takes, see route_allow; 0: no such path */
    struct segment segments[ROUTE_SEGMENTS_MAX];
    size_t count;
};

struct arena;

/* Find the row for `method` and the raw `path` without its query. HEAD finds GET. A path that is not canonical (a percent
 * sign, a doubled or trailing slash), or an id that is no UUID, finds nothing. */
void route_find(const char *method, const char *path, size_t length, struct arena *arena,
                struct route_match *match);

/* "GET, HEAD, OPTIONS": the Allow header for `allowed`. */
const char *route_allow(unsigned allowed, struct arena *arena);

/* ["GET", "HEAD", "OPTIONS"]: the same as JSON. */
const char *route_allow_json(unsigned allowed, struct arena *arena);

/* The number of rows, and the row of a number; NULL for 0. After routes_prepare. */
int route_count(void);
const struct route_row *route_by_number(int number);

/* The whole table as JSON: `heard routes`. */
void routes_print(void);

#endif
