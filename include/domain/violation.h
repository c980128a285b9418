/* domain/violation.h - what exactly is against the law or the policy; rows of violations.def. Pure. */
#ifndef HEARD_DOMAIN_VIOLATION_H
#define HEARD_DOMAIN_VIOLATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

enum violation {
    VIOLATION_NONE = 0,
#define VIOLATION(name, code, rule, source, detail, user_detail) VIOLATION_##name,
#include "domain/violations.def"
#undef VIOLATION
    VIOLATION_COUNT
};

struct violation_text {
    const char *code;   /* the row's name in lower case: stable on the wire */
    const char *rule;   /* "T15", "reg. 14(5)", "N8", "invariant 9": the paragraph that says no */
    const char *source; /* law, guidance or our own inference behind it */
    const char *detail; /* for developers and staff */
    const char *user_detail; /* for the reader, in plain words */
};
const struct violation_text *violation_text(enum violation violation);

/* Whether it is only the moment that is wrong (409), not the act itself (422). */
bool violation_of_moment(enum violation violation);

enum {
    VIOLATIONS_MAX = 24
};

/* All that is wrong with one act, at once. */
struct violations {
    size_t count;
    struct {
        enum violation what;
        const char *
            pointer; /* JSON pointer of the member concerned; "" for the whole; static or of the arena */
    } items[VIOLATIONS_MAX];
};

void violation_add(struct violations *violations, enum violation what, const char *pointer);

#endif
