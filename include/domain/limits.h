/* domain/limits.h - the time limits L1 to L25 of rulebook 3.4: each with its source and what starts it. Pure. */
#ifndef HEARD_DOMAIN_LIMITS_H
#define HEARD_DOMAIN_LIMITS_H

#include <stdbool.h>

#include "domain/codes.h"

enum {
    WARNINGS_MAX = 4
};

struct limit_rule {
    enum limit limit;
    const char *number; /* "L5" */
    int stage;          /* 0: no stage */
    int statutory_days; /* working days; DAYS_NONE (policy.h): none in law, or counted in years */
    int ceiling_days;   /* with every lawful extension; DAYS_NONE */
    int years;          /* calendar years; 0: counted in working days */
    const char *start_event; /* in words: "receipt of the complaint" */
    const char *source;      /* "reg. 14(1), (5)" */
    const char *text;        /* one sentence for people */
    int warn_days[WARNINGS_MAX +
                  1]; /* working days after the start on which somebody is told; ended by 0 */
};

/* The row of `limit`; never NULL for a limit. */
const struct limit_rule *limit_rule(enum limit limit);

/* Is the limit one that the council must keep? The others are windows of the complainant's, or the Ombudsman's. */
bool limit_binds_council(enum limit limit);

#endif
