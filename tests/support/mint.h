/* mint.h - tokens of any shape for tests, lawful or hostile, by OpenSSL alone: nothing here is shared with what is tested.
 *
 * Texts handed out are the caller's, to free(). */
#ifndef HEARD_TEST_MINT_H
#define HEARD_TEST_MINT_H

#include <stddef.h>

#include <jansson.h>
#include <openssl/evp.h>

struct mint_key {
    EVP_PKEY *pair;
    const char *kid;
};

/* A new pair of "RSA" (2,048 bits), "RSA-1024", "P-256", "P-384", "P-521", "secp256k1" or "Ed25519". */
struct mint_key mint_key_new(const char *kind, const char *kid);
void mint_key_free(struct mint_key *key);

/* The public half as a JWK with its kid and nothing else. */
json_t *mint_jwk(const struct mint_key *key);

/* The JWKS of `count` keys, each with `use` sig. */
char *mint_jwks(const struct mint_key *keys, size_t count);

/* The public half as PEM. */
char *mint_public_pem(const struct mint_key *key);

/* Sign with `algorithm`, a name of RFC 7518 or "EdDSA", over just these texts, JSON or not. */
char *mint_token(const struct mint_key *key, const char *algorithm, const char *header,
                 const char *payload);

/* The same with an HMAC-SHA-256 under `secret`, and without any signature. */
char *mint_hmac_token(const char *secret, const char *header, const char *payload);
char *mint_bare_token(const char *header, const char *payload);

/* What is left of a token before its signature, with `count` bytes in the signature's place. */
char *mint_resign(const char *token, const void *bytes, size_t count);

/* base64url without padding. */
char *mint_base64url(const void *bytes, size_t count);

/* printf into a text of its own. */
char *mint_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Write `text` to the file at `path`, which is replaced whole. */
void mint_file(const char *path, const char *text);

/* A directory of the caller's own, to be removed with everything in it by mint_directory_remove. */
char *mint_directory(void);
void mint_directory_remove(char *path);

#endif
