/* domain/limits.h - the time limits L1 to L25 of rulebook 3.4: each with its source and what starts it. Pure. */
#ifndef HEARD_DOMAIN_LIMITS_H
#define HEARD_DOMAIN_LIMITS_H

#include "domain/calendar.h"
#include "domain/codes.h"

struct limit_rule {
    enum limit limit;
    const char *number;      /* "L5" */
    int stage;               /* 0: no stage */
    int statutory_days;      /* working days; DAYS_NONE: none in law */
    int ceiling_days;        /* with every lawful extension; DAYS_NONE */
    const char *start_event; /* in words: "receipt of the complaint" */
    const char *source;      /* "reg. 14(1), (5)" */
    const char *text;        /* one sentence for people */
};

/* The row of `limit`; never NULL for a limit. */
const struct limit_rule *limit_rule(enum limit limit);

#endif
