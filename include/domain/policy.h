/* domain/policy.h - what a council publishes, held against the law (rulebook 4).
 *
 * A value is published (as the council's page says) and effective (what binds). One that is laxer than the law stays
 * published, gives a warning that names the regulation, and the law is effective. Pure. */
#ifndef HEARD_DOMAIN_POLICY_H
#define HEARD_DOMAIN_POLICY_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/codes.h"
#include "domain/date.h"

enum {
    DAYS_NONE = -1
}; /* no such limit */

/* The effective values that the procedure counts with. Lengths are working days. */
struct policy {
    int version;
    struct date effective_from;
    int submit_years;        /* L19: at least 1, reg. 9(1) */
    int ack_days;            /* L1 */
    int handler_notice_days; /* L2 */
    int interest_days;       /* L3, the policy's own target */
    bool early_enabled;      /* T8 */
    int early_days;          /* L4 */
    int stage1_days;         /* L5: at most 10, reg. 14(1) */
    int stage1_ext_days;     /* at most 10, reg. 14(5) */
    int stage1_max_days;     /* at most 20 */
    bool
        stage1_ext_from_told; /* the published extension runs from the day the complainant is told */
    int terms_days;           /* L6 */
    int record_days;          /* L8 */
    int stage2_request_advice;   /* L7: never bars */
    int stage2_days;             /* L9: at most 25, reg. 17(3) */
    int stage2_max_days;         /* L10: at most 65, reg. 17(6) */
    int update_days;             /* L25 */
    int close_after_stage1_days; /* administrative closing, DAYS_NONE: never */
    int deemed_days
        [CHANNEL_COUNT]; /* deemed receipt of a notice by its channel; may only lengthen a window */
};

enum direction {
    AT_MOST,
    AT_LEAST,
    FIXED,
    FREE
};

enum value_kind {
    VALUE_NULL,
    VALUE_DAYS,
    VALUE_FLAG,
    VALUE_TEXT,
    VALUE_LIST
};

struct policy_value {
    enum value_kind kind;
    int days;
    bool flag;
    const char *text; /* VALUE_TEXT: a code or words; VALUE_LIST: its items joined by one space */
};

struct policy_key {
    const char
        *key; /* `stage1.days`; `contact.*` stands for every key that begins with `contact.` */
    enum value_kind kind;
    enum direction direction;
    struct policy_value law; /* VALUE_NULL: the law is silent */
    const char *source;      /* `reg. 14(1)` */
    const char *warning;     /* what is said when a published value is laxer */
};

extern const struct policy_key policy_keys[];
extern const size_t policy_key_count;

/* The key's row, or NULL. */
const struct policy_key *policy_key_find(const char *key);

/* The policy of a council that publishes nothing: the statute and the guidance's defaults. */
struct policy policy_statutory(void);

enum policy_judgement {
    POLICY_TAKEN,
    POLICY_WARNED, /* the law leaves it free, the guidance does not like it: taken, with the key's warning */
    POLICY_LAW_BINDS,
    POLICY_UNKNOWN_KEY,
    POLICY_WRONG_KIND
};

/* Hold one published value against the law and put what binds into `policy` and `effective`.
 * POLICY_LAW_BINDS: taken as published, but the law is effective; the key's `warning` and `source` tell why.
 * A key that is published as null says that the page names no value although it could ("none stated"); a key on which
 * the page is silent is not taken at all. The values' texts must live as long as `effective`. */
enum policy_judgement policy_take(struct policy *policy, const char *key,
                                  const struct policy_value *published,
                                  struct policy_value *effective);

/* A council's policies in order of `effective_from`; the one in force on `day` (the first before any). */
struct policies {
    const struct policy *items;
    size_t count;
};
const struct policy *policy_on(const struct policies *policies, struct date day);

#endif
