/* own_key.h - Heard's own keys as the verifier sees them; for this folder only. libjwt stays behind it. */
#ifndef HEARD_SECURITY_OWN_KEY_H
#define HEARD_SECURITY_OWN_KEY_H

#include "keyset.h"
#include "security/session.h"

/* The public halves, as a set held once; their texts stay those of `session`. */
struct keyset *session_keyset(const struct session *session);

/* Did `key`, one of our own, sign `token` with `algorithm`, which it allows? By libjwt. */
bool own_key_signed(const struct key *key, enum algorithm algorithm, const char *token,
                    size_t length);

#endif
