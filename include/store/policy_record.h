/* store/policy_record.h - a policy as a council publishes it, held against the law key by key (rulebook 4) and kept. */
#ifndef HEARD_STORE_POLICY_RECORD_H
#define HEARD_STORE_POLICY_RECORD_H

#include <jansson.h>

#include "domain/policy.h"
#include "store/store.h"

enum {
    POLICY_DAYS_MAX = 10000
};

/* The three columns as JSON text, and what is wrong when it cannot be taken. */
struct policy_record {
    const char *published; /* flat: "deemed_receipt.letter" */
    const char *effective;
    const char
        *warnings; /* [{key, published, effective, source, detail}]: laxer than law or guidance */
    size_t warning_count;
    const char *fault_key; /* the key that cannot be taken; NULL: the whole is no object */
    bool fault_unknown;    /* it is not known; otherwise its value does not fit */
};

/* Judge `published`, an object of keys and values; an object in it stands for keys with a dot. Texts are of `arena`.
 * PROBLEM_VALIDATION_FAILED with `fault_key`. A value that is laxer than the law is no problem but a warning. */
checked enum problem policy_record_make(struct arena *arena, json_t *published,
                                        struct policy_record *record);

/* Queue it as the council's next version; collected as that version's number. */
void store_policy_add(struct store *store, struct id council, struct date from, const char *name,
                      const struct policy_record *record, const char *actor);
checked enum problem store_policy_added(struct store *store, int *version);

#endif
