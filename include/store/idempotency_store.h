/* store/idempotency_store.h - answers kept for who sends the same request again (api.md 2 "Idempotency"). */
#ifndef HEARD_STORE_IDEMPOTENCY_STORE_H
#define HEARD_STORE_IDEMPOTENCY_STORE_H

#include "store/store.h"

/* Whose key, of which address. Texts live until store_finish. */
struct idempotency_scope {
    struct id council;
    const char *caller; /* "issuer|subject" */
    const char *path;
    const char *key_hash; /* 64 hexadecimal digits: the key itself is never stored */
};

struct idempotency_row {
    const char *fingerprint; /* 64 hexadecimal digits, of method, path and body */
    struct id complaint;     /* whose case the answer shows; none: nobody's */
    int status;
    const char *headers;     /* JSON object of texts */
    const char *sealed_body; /* hexadecimal */
    bool seen;               /* the caller may still see that case */
};

/* Queue the lock and the search. */
void store_idempotency_claim(struct store *store, struct arena *arena,
                             const struct idempotency_scope *scope);

/* Their results. PROBLEM_REQUEST_IN_PROGRESS when somebody else holds the lock; `found` is false for a new key.
 * Texts are of `arena`. */
checked enum problem store_idempotency_claimed(struct store *store, struct arena *arena,
                                               bool *found, struct idempotency_row *row);

/* Queue the keeping of an answer for `days`. */
void store_idempotency_keep(struct store *store, const struct idempotency_scope *scope,
                            const struct idempotency_row *row, int days);

/* Queue the forgetting of `most` answers at most whose days are over; its result needs no collecting of its own. */
void store_idempotency_sweep(struct store *store, int most);

#endif
