/* security/session.h - tokens that Heard itself issues and reads back: sandbox tokens, development tokens (libjwt).
 *
 * The first key signs, all of them verify: a new key goes in front, the old one stays until its tokens have expired. */
#ifndef HEARD_SECURITY_SESSION_H
#define HEARD_SECURITY_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "base/problem.h"
#include "security/actor.h"
#include "security/fault.h"

struct session;

/* Tokens of `issuer` for `audience`; both are copied. Without keys it can neither sign nor verify. */
struct session *session_new(const char *issuer, const char *audience);
void session_free(struct session *session);

/* Add the private key (PEM: EC on P-256, or RSA of 2,048 bits or more) in the file at `path`, under `kid`; NULL: under
 * its thumbprint. Returns false, with `fault`, when the file cannot be read, others may read it, or it holds no such
 * key. */
checked bool session_add_key(struct session *session, const char *kid, const char *path,
                             struct fault *fault);

/* Add the keys of a setting "kid=path,kid=path"; the first one signs. */
checked bool session_add_keys(struct session *session, const char *setting, struct fault *fault);

/* Make a private key on P-256 in a new file at `path`, readable by its owner alone; a file that is there is left as it
 * is. Safe against another process doing the same. */
checked bool session_make_key(const char *path, struct fault *fault);

bool session_can_sign(const struct session *session);
const char *session_issuer(const struct session *session);

/* What a new token is to say. Texts may be NULL where the token needs none. */
struct grant {
    const char *subject;
    const char *council;
    const char *client_id;
    uint32_t scopes;
    uint64_t roles;
    struct id complaint;
    int64_t issued_at; /* seconds since 1970 */
    int64_t expires_at;
};

/* Sign a token for `grant`. `token` is the caller's, to free().
 *
 * Returns PROBLEM_UNAVAILABLE  if there is no key to sign with;
 *         PROBLEM_INTERNAL     if the library fails. */
checked enum problem session_mint(const struct session *session, const struct grant *grant,
                                  char **token);

#endif
