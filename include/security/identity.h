/* security/identity.h - the issuers, keys and tokens of one running service, wired together from its settings. */
#ifndef HEARD_SECURITY_IDENTITY_H
#define HEARD_SECURITY_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "security/fault.h"
#include "security/keys.h"
#include "security/session.h"
#include "security/token.h"

struct identity_settings {
    bool development;            /* HEARD_ENV=development */
    const char *listen;          /* HEARD_LISTEN */
    const char *audience;        /* HEARD_AUDIENCE: heard */
    const char *issuers;         /* HEARD_ISSUERS: path of the JSON array; NULL or empty: none */
    const char *signing_keys;    /* HEARD_SIGNING_KEYS: kid=path,kid=path; NULL or empty: none */
    const char *development_key; /* HEARD_DEVELOPMENT_KEY: path */
    int64_t leeway_s;            /* HEARD_TOKEN_LEEWAY: 60 */
    size_t cache_entries;        /* HEARD_TOKEN_CACHE: 8192 */
    struct key_settings keys;    /* KEY_SETTINGS_USUAL; without `tell`, the log is told */
};

struct identity {
    struct keys *keys;
    struct tokens *tokens;
    struct session *own; /* signs as HEARD_ISSUER; may be without a key: session_can_sign says */
    struct session
        *development; /* signs as HEARD_DEVELOPMENT_ISSUER; NULL when that issuer is off */
};

/* Is `address` a literal of loopback, or "localhost"? */
bool address_is_loopback(const char *address);

/* Is the development issuer trusted? Only when the environment is development, the service listens on loopback, and a
 * path for its key is set. */
bool identity_development_on(const struct identity_settings *settings);

/* The sentence to log as a warning at each start when the development issuer is on; NULL when it is off. */
const char *identity_warning(const struct identity *identity);

/* Make everything ready and start the thread that keeps keys fresh. In development, without signing keys, Heard signs
 * with the development key. Returns false, with `fault`, when a setting is wrong. Ended by identity_stop. */
checked bool identity_start(const struct identity_settings *settings, struct identity *identity,
                            struct fault *fault);
void identity_stop(struct identity *identity);

#endif
