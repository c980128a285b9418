/* keyring.h - how the verifier asks for a key; for this folder only. */
#ifndef HEARD_SECURITY_KEYRING_H
#define HEARD_SECURITY_KEYRING_H

#include "keyset.h"
#include "security/keys.h"

struct source; /* an issuer with its keys */

enum key_answer {
    KEY_FOUND,
    KEY_NO_ISSUER,
    KEY_UNKNOWN, /* the issuer was asked and has no such key */
    KEY_AWAY     /* the issuer could not be asked */
};

/* A key on loan: valid until key_return, whatever happens to its issuer meanwhile. */
struct key_loan {
    const struct issuer *issuer;
    const struct key *key;
    struct source *source;
    struct keyset *set;
};

/* Borrow the key; `loan` is to be returned only on KEY_FOUND. */
enum key_answer keys_borrow(struct keys *keys, const char *iss, const char *kid,
                            enum algorithm algorithm, struct key_loan *loan);
void key_return(struct key_loan *loan);

/* Grows whenever a key or an issuer goes or comes. */
uint64_t keys_generation(struct keys *keys);

#endif
