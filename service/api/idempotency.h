/* The same request sent again gets the first one's answer (api.md 2 "Idempotency"; IETF draft -07).
 *
 * Scope: council, caller, path. The key itself is never stored: its hash finds the answer, and only the key opens it. */
#ifndef HEARD_API_IDEMPOTENCY_H
#define HEARD_API_IDEMPOTENCY_H

#include "api/exchange.h"
#include "store/idempotency_store.h"

struct idempotency {
    struct idempotency_scope scope;
    const char *fingerprint;
};

/* Is a key sent that this route takes? PROBLEM_VALIDATION_FAILED when it has not the form of one, or is required and
 * missing. */
checked enum problem idempotency_asked(struct exchange *x, bool *asked);

/* In the open transaction: be the only one with this key. With an answer kept from the first time, that answer is put
 * into the exchange and `replayed` is true.
 *
 * Returns PROBLEM_REQUEST_IN_PROGRESS; PROBLEM_IDEMPOTENCY_KEY_REUSED for another request;
 *         PROBLEM_NOT_FOUND when the caller may no longer see what the answer shows. */
checked enum problem idempotency_claim(struct exchange *x, struct idempotency *claim,
                                       bool *replayed);

/* Queue the keeping of the exchange's answer, for the transaction that made it. */
void idempotency_keep(struct exchange *x, const struct idempotency *claim);

#endif
