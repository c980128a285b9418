/* issuer.h - an issuer for tests: its keys, the file that publishes them, and a verifier that trusts it. */
#ifndef HEARD_TEST_ISSUER_H
#define HEARD_TEST_ISSUER_H

#include <stdbool.h>
#include <stdint.h>

#include "mint.h"
#include "security/keys.h"
#include "security/token.h"

#define ISSUER_NAME "https://idp.example"
#define ISSUER_NOW INT64_C(1800000000) /* the moment at which tests verify */
#define ISSUER_HEADER(algorithm, kid) \
    "{\"typ\":\"at+jwt\",\"alg\":\"" algorithm "\",\"kid\":\"" kid "\"}"

struct test_issuer {
    char *directory;
    char *path;         /* of the JWKS */
    struct mint_key ec; /* kid "ec", on P-256 */
    struct keys *keys;
    struct tokens *tokens;
};

/* Trust ISSUER_NAME for the councils middlesbrough and sunderland, with no wait, no gap and no schedule. */
void test_issuer_start(struct test_issuer *issuer, size_t cache_entries);
void test_issuer_stop(struct test_issuer *issuer);

/* Claims that are good, changed by the members of `changes` (JSON; null takes a claim away). To be freed. */
char *test_claims(const char *changes);

/* A good token of the issuer's key with claims so changed. To be freed. */
char *test_token(const struct test_issuer *issuer, const char *changes);

/* What the verifier says of `token`, which ends with NUL, at ISSUER_NOW. */
enum refusal test_verdict(const struct test_issuer *issuer, const char *token, struct actor *actor);

#endif
