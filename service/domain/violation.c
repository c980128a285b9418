#include "domain/violation.h"

#include <assert.h>

static const struct violation_text texts[VIOLATION_COUNT] = {
#define VIOLATION(name, code, rule, source, detail, user_detail) \
    [VIOLATION_##name] = {code, rule, source, detail, user_detail},
#include "domain/violations.def"
#undef VIOLATION
};

const struct violation_text *violation_text(enum violation violation)
{
    assert(violation > VIOLATION_NONE && violation < VIOLATION_COUNT);
    return &texts[violation];
}

void violation_add(struct violations *violations, enum violation what, const char *pointer)
{
    if (violations->count == VIOLATIONS_MAX)
        return; /* enough to know */
    violations->items[violations->count].what = what;
    violations->items[violations->count].pointer = pointer;
    violations->count++;
}

/* The rows about the moment stand first. */
bool violation_of_moment(enum violation violation)
{
    return violation >= VIOLATION_NOT_AT_THIS_POINT && violation <= VIOLATION_ROLE_NOT_HELD;
}
