/* jose.h - the outer form of a signed token (RFC 7515, compact serialization), read strictly and trusted for nothing.
 *
 * Stricter than the libraries that verify afterwards, so that both see the same token: duplicate members, padding and
 * stray bits of base64url are refused here. */
#ifndef HEARD_SECURITY_JOSE_H
#define HEARD_SECURITY_JOSE_H

#include <jansson.h>

#include "security/token.h"

/* One bit each, for the set that a key allows. PS only for keys that say so themselves (RFC 8725, 3.1). */
enum algorithm {
    ALGORITHM_NONE = 0,
    RS256 = 1 << 0,
    RS384 = 1 << 1,
    RS512 = 1 << 2,
    PS256 = 1 << 3,
    PS384 = 1 << 4,
    PS512 = 1 << 5,
    ES256 = 1 << 6,
    ES384 = 1 << 7,
    ES512 = 1 << 8
};

enum {
    KEY_ID_LONGEST = 255
};

/* A token taken apart; jose_read fills it, jose_clear ends it. */
struct jose {
    json_t *header;
    json_t *payload;
    enum algorithm algorithm;
    const char *kid; /* of `header` */
    size_t signature_bytes;
};

/* The algorithm named by `length` bytes of `name`, exactly so spelled; ALGORITHM_NONE for any other. */
enum algorithm algorithm_named(const char *name, size_t length);
const char *algorithm_name(enum algorithm algorithm);

/* Take `token` apart. Clear `jose` whatever comes back. */
enum refusal jose_read(const char *token, size_t length, struct jose *jose);
void jose_clear(struct jose *jose);

/* Decode `length` bytes of base64url without padding (RFC 4648, 5) into `bytes`, which has room for length / 4 * 3 + 2.
 * Returns false for any other character, an impossible length, or unused bits that are not zero. */
bool base64url_read(const char *text, size_t length, unsigned char *bytes, size_t *read);

#endif
