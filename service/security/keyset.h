/* keyset.h - the keys that one issuer publishes (RFC 7517), each fit for the algorithms that it allows and no other.
 *
 * A set is never changed once read; it is shared, and ends when the last holder drops it. */
#ifndef HEARD_SECURITY_KEYSET_H
#define HEARD_SECURITY_KEYSET_H

#include <stddef.h>

#include "jose.h"
#include "security/fault.h"

enum {
    JWKS_LONGEST = 256 * 1024,
    KEYS_MOST = 64
};

struct key {
    char kid[KEY_ID_LONGEST + 1];
    unsigned int algorithms; /* set of enum algorithm */
    size_t signature_bytes;  /* RFC 7518, 3.3 and 3.4: the only length that a signature can have */
    json_t
        *jwk; /* rhonabwy's form of a published key, public members only; NULL for one of our own */
    const char *pem; /* of a key of our own, see session.h */
};

struct keyset;

/* Told the sentence for each key that is left out. */
struct keyset_listener {
    void (*left_out)(void *context, const char *sentence);
    void *context;
};

/* Read a JWKS. What it carries beside fit keys is left out, never a fault: other uses, other kinds, private members.
 * NULL, with `fault`, when it is no JWKS at all. Held once. */
struct keyset *keyset_read(const char *text, size_t length, struct keyset_listener listener,
                           struct fault *fault);

/* A set of `count` keys, copied; their `pem` stays the caller's. Held once. */
struct keyset *keyset_of(const struct key *keys, size_t count);

struct keyset *keyset_hold(struct keyset *set);
void keyset_drop(struct keyset *set);

/* The key of this `kid` that allows `algorithm`, or NULL. Lives as long as the set is held. */
const struct key *keyset_find(const struct keyset *set, const char *kid, enum algorithm algorithm);
size_t keyset_count(const struct keyset *set);

/* Did `key` sign `token` with `algorithm`, which it allows? For published keys; by rhonabwy. */
bool key_signed(const struct key *key, enum algorithm algorithm, const char *token, size_t length);

#endif
