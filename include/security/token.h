/* security/token.h - an access token becomes an actor, or is refused with a reason (RFC 9068, RFC 8725, RFC 6750).
 *
 * The algorithm is pinned by the issuer's key, never taken from the token. Verified tokens are remembered under their
 * SHA-256 until they expire or any key changes. All functions may be called from any thread. */
#ifndef HEARD_SECURITY_TOKEN_H
#define HEARD_SECURITY_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "security/actor.h"

struct keys; /* security/keys.h */
struct tokens;

enum {
    TOKEN_LONGEST = 8192
}; /* bytes of one token */

struct token_settings {
    const char *audience; /* ours, for issuers without one of their own; copied */
    int64_t leeway_s;     /* how far another clock may be off: 60 */
    size_t
        cache_entries; /* most verified tokens remembered; 0: none. Rounded up to a multiple of 8 */
};

/* Why a token was refused. The sentence stands in `error_description` and in the log; the token never does. */
/* clang-format off */
#define REFUSALS(X) \
    X(TOO_LONG,         "too_long",         "the token is empty or longer than is taken") \
    X(PARTS,            "parts",            "the token is not three parts separated by dots") \
    X(ENCODING,         "encoding",         "a part of the token is not base64url without padding") \
    X(HEADER,           "header",           "the header is not one JSON object with distinct members") \
    X(HEADER_FORBIDDEN, "header_forbidden", "the header carries crit, b64, zip, enc or a key of its own") \
    X(TYPE,             "type",             "typ is neither at+jwt nor JWT") \
    X(ALGORITHM,        "algorithm",        "alg is not an algorithm that is taken here") \
    X(KEY_ID,           "key_id",           "kid is missing or has the wrong form") \
    X(PAYLOAD,          "payload",          "the payload is not one JSON object with distinct members") \
    X(ISSUER,           "issuer",           "iss is missing or not an issuer that is trusted here") \
    X(KEY,              "key",              "no key of the issuer fits kid and alg") \
    X(KEYS_AWAY,        "keys_away",        "the keys of the issuer cannot be read just now") \
    X(SIGNATURE,        "signature",        "the signature is not that of the issuer's key") \
    X(CLAIM,            "claim",            "a claim has the wrong form") \
    X(SUBJECT,          "subject",          "sub is missing") \
    X(AUDIENCE,         "audience",         "aud does not name this service") \
    X(NO_EXPIRY,        "no_expiry",        "exp is missing") \
    X(EXPIRED,          "expired",          "the token has expired") \
    X(NOT_YET,          "not_yet",          "nbf or iat lies in the future") \
    X(COUNCIL,          "council",          "the issuer may not speak for that council")
/* clang-format on */

enum refusal {
    NOT_REFUSED = 0,
#define REFUSAL(name, code, sentence) REFUSED_##name,
    REFUSALS(REFUSAL)
#undef REFUSAL
    REFUSAL_COUNT
};

/* The sentence of `refusal`: ASCII without quotes. Static; never NULL. */
const char *refusal_text(enum refusal refusal);

/* The stable code of `refusal` for logs and metrics, such as `signature`. Static; never NULL. */
const char *refusal_code(enum refusal refusal);

/* Find the token in the value of an Authorization header (RFC 6750, 2.1). `token` points into `authorization`.
 * Returns false when the scheme is another one, or more or less than one token follows it. */
checked bool bearer_token(const char *authorization, const char **token, size_t *length);

/* Verifies with `keys`, which must outlive it. Ended by tokens_free. */
struct tokens *tokens_new(struct keys *keys, const struct token_settings *settings);
void tokens_free(struct tokens *tokens);

/* Say who bears the `length` bytes of `bearer` (the token alone, not the header) at `now_s`, seconds since 1970.
 *
 * Returns PROBLEM_UNAUTHENTICATED  for a token that is refused: `why` says the reason;
 *         PROBLEM_UNAVAILABLE      if its key is not known and the issuer cannot be reached to ask.
 * Waits for an issuer only as long as key_settings.wait_ms, and only when a key is asked for the first time. `actor` is
 * written only on NO_PROBLEM, `why` always. */
checked enum problem token_verify(struct tokens *tokens, const char *bearer, size_t length,
                                  int64_t now_s, struct actor *actor, enum refusal *why);

struct token_figures {
    uint64_t remembered; /* answered from memory */
    uint64_t verified;   /* signatures that were checked and good */
    uint64_t refused;
    size_t kept; /* tokens in memory now */
};

struct token_figures token_figures(struct tokens *tokens);

#endif
