/* base/problem.h - every way Heard says no. One row of problems.def each; only the api layer knows HTTP's use of it. */
#ifndef HEARD_BASE_PROBLEM_H
#define HEARD_BASE_PROBLEM_H

#include "base/lang.h"

enum problem {
    NO_PROBLEM = 0,
#define PROBLEM(name, slug, status, title, retryable, detail, user_detail) PROBLEM_##name,
#include "base/problems.def"
#undef PROBLEM
    PROBLEM_COUNT
};

struct problem_text {
    const char *slug;        /* stable name: the last segment of the problem's `type` */
    int status;              /* of HTTP (RFC 9110) */
    const char *title;       /* one line for developers, the same for every occurrence */
    int retryable;           /* 1 when the same request may succeed later */
    const char *detail;      /* what it means and what to do, for developers */
    const char *user_detail; /* the same in words that a child can read */
};

/* The text of `problem`, which is not NO_PROBLEM. Static; never NULL. */
const struct problem_text *problem_text(enum problem problem);

#endif
