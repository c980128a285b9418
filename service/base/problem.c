#include "base/problem.h"

#include <assert.h>

static const struct problem_text texts[PROBLEM_COUNT] = {
#define PROBLEM(name, slug, status, title, retryable, detail, user_detail) \
    [PROBLEM_##name] = {slug, status, title, retryable, detail, user_detail},
#include "base/problems.def"
#undef PROBLEM
};

const struct problem_text *problem_text(enum problem problem)
{
    assert(problem > NO_PROBLEM && problem < PROBLEM_COUNT);
    return &texts[problem];
}
