/* security/keys.h - the issuers that Heard trusts and their keys (RFC 7517), kept fresh by one thread.
 *
 * A request never fetches. A key that is not known wakes the thread, at most once in gap_ms for each issuer, and the
 * request waits for it no longer than wait_ms. Keys once read go on verifying while their issuer cannot be reached. */
#ifndef HEARD_SECURITY_KEYS_H
#define HEARD_SECURITY_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "security/fault.h"

#define HEARD_ISSUER "heard" /* `iss` of what Heard issues: sandbox tokens, receipt sessions */
#define HEARD_DEVELOPMENT_ISSUER "heard-development" /* `iss` of what `heard token` mints */

struct keys;
struct session;

/* An issuer as its configuration says it. Texts are copied. */
struct issuer {
    const char *iss; /* equal to the token's `iss`, byte for byte; no '|', no control characters */
    const char *audience; /* expected in `aud`; NULL: the service's own */
    const char *jwks;     /* absolute path of a file, https:// URL, or http:// URL of loopback */
    const char *const *councils; /* each a slug or UUID, as its tokens write it */
    size_t council_count;
    bool all_councils;    /* may speak for every council, listed or not */
    bool private_network; /* its URL may lead to a private address (RFC 1918, RFC 4193) */
    bool development;     /* the development issuer: its actors are marked */
    uint32_t scopes;      /* ceiling, SCOPE_BITs: a token's other scopes are dropped */
    uint64_t roles;       /* ceiling, ROLE_BITs: a token's other roles are dropped */
};

struct key_settings {
    int64_t refresh_ms;      /* read a URL again after this: 300,000 */
    int64_t refresh_file_ms; /* read a file again after this: 5,000 */
    int64_t retry_ms;        /* after a failure: 15,000 */
    int64_t gap_ms;          /* least time between two readings that unknown keys ask for: 10,000 */
    int64_t wait_ms;         /* longest that a request waits for such a reading: 250 */
    int64_t fetch_ms;        /* longest that one reading may take: 5,000 */
    /* Told about an issuer whenever its keys change, cannot be read, or leave a key out; from any thread. May be NULL.
     * `warning` is false for good news. */
    void (*tell)(void *context, bool warning, const char *iss, const char *sentence);
    void *context;
};

#define KEY_SETTINGS_USUAL \
    { \
        .refresh_ms = 300000, .refresh_file_ms = 5000, .retry_ms = 15000, .gap_ms = 10000, \
        .wait_ms = 250, .fetch_ms = 5000 \
    }

/* Nothing is read yet. Ended by keys_free, which ends the thread too. */
struct keys *keys_new(const struct key_settings *settings);
void keys_free(struct keys *keys);

/* Trust `issuer`; one of the same `iss` is replaced, and keeps its keys if they come from the same place. A file is read
 * at once; a URL by the thread.
 * Returns false, with `fault`, when the configuration is wrong or takes one of Heard's own names; an issuer that is
 * merely away is no fault. */
checked bool keys_add_issuer(struct keys *keys, const struct issuer *issuer, struct fault *fault);

/* Trust the issuers of a JSON file: an array of objects {iss, jwks, audience?, councils: [..] or "all", scopes?, roles?,
 * private_network?}. All or none. Returns false, with `fault`, when the file cannot be read or any row is wrong. */
checked bool keys_add_issuers(struct keys *keys, const char *path, struct fault *fault);

/* Trust what Heard itself signs: `issuer` has no jwks, its keys are those of `session`, which must outlive `keys`. */
checked bool keys_add_own(struct keys *keys, const struct issuer *issuer,
                          const struct session *session, struct fault *fault);

/* Stop trusting `iss`; tokens of it are refused from now on, remembered ones too. */
void keys_remove_issuer(struct keys *keys, const char *iss);

/* Trust the issuers of a list that may change, the rows of a table, as they are now. Those that an earlier call brought
 * and this one does not are trusted no more; those that are as they were keep their keys. A name that a file brought, or
 * that is Heard's own, stays as it is. What is wrong with a row is told, and the row left out. */
void keys_list(struct keys *keys, const struct issuer *list, size_t count);

/* Start the thread that reads keys on schedule. Returns false, with `fault`, when the system refuses a thread. */
checked bool keys_start(struct keys *keys, struct fault *fault);

/* Read the keys of every issuer now, in the caller's thread. */
void keys_refresh(struct keys *keys);

/* Are the keys of every issuer known, if old? For readiness: false names no issuer. */
bool keys_complete(struct keys *keys);

#endif
