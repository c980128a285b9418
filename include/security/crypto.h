/* security/crypto.h - the few primitives that Heard needs, by OpenSSL's EVP. A failing library ends the process. */
#ifndef HEARD_SECURITY_CRYPTO_H
#define HEARD_SECURITY_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"

enum {
    SHA256_BYTES = 32,
    SEAL_KEY_BYTES = 32,
    SEAL_EXTRA = 12 + 16 /* a sealed text is longer than its plain one by nonce and tag */
};

struct sha256 {
    uint8_t bytes[SHA256_BYTES];
};

struct seal_key {
    uint8_t bytes[SEAL_KEY_BYTES];
};

struct span { /* bytes of somebody else */
    const void *bytes;
    size_t length;
};

struct sha256 crypto_sha256(struct span data);
struct sha256 crypto_hmac(struct span key, struct span data);

/* HKDF with SHA-256 (RFC 5869): a key for `info` out of `secret`; `salt` may be empty. */
struct seal_key crypto_derive(struct span secret, struct span salt, const char *info);

/* AES-256-GCM under a random nonce; `about` is not hidden but bound to it (a row's identity). Writes
 * plain.length + SEAL_EXTRA bytes to `sealed`: nonce, cipher text, tag. */
void crypto_seal(const struct seal_key *key, struct span about, struct span plain, uint8_t *sealed);

/* Open what crypto_seal made. Writes sealed.length - SEAL_EXTRA bytes to `plain`; returns false, with `plain` zeroed,
 * when key, `about` or text is another. */
checked bool crypto_open(const struct seal_key *key, struct span about, struct span sealed,
                         uint8_t *plain);

/* Are the `length` bytes the same? Takes the same time wherever they differ. */
checked bool crypto_same(const void *left, const void *right, size_t length);

void crypto_random(void *bytes, size_t length);

/* Overwrite a secret that is no longer needed. */
void crypto_wipe(void *bytes, size_t length);

#endif
