/* store/council_store.h - councils as the operator makes them. */
#ifndef HEARD_STORE_COUNCIL_STORE_H
#define HEARD_STORE_COUNCIL_STORE_H

#include "store/policy_record.h"
#include "store/store.h"

struct council_new {
    struct id id;
    const char *slug, *code, *name;
    bool sandbox;
    struct date today; /* a sandbox's own day */
    const struct policy_record *policy;
    struct date policy_from;
    const char *issuer; /* NULL: none yet */
    const char *audience;
    const char *jwks; /* an address, or the absolute path of a file */
};

/* Make a council with its first policy and its issuer, in one transaction of the owner's store.
 * PROBLEM_DUPLICATE when slug or code are taken; PROBLEM_VALIDATION_FAILED when one does not fit: both name their
 * constraint (store_broken_constraint). */
checked enum problem store_council_make(struct store *store, const struct council_new *council);

#endif
