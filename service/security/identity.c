#include "security/identity.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/log.h"
#include "fetch.h"
#include "security/actor.h"

bool address_is_loopback(const char *address)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};

    if (!address)
        return false;
    if (inet_pton(AF_INET, address, &four.sin_addr) == 1)
        return network_of((const struct sockaddr *)&four) == NETWORK_LOOPBACK;
    if (inet_pton(AF_INET6, address, &six.sin6_addr) == 1)
        return network_of((const struct sockaddr *)&six) == NETWORK_LOOPBACK;
    return strcasecmp(address, "localhost") == 0;
}

static bool given(const char *text)
{
    return text && *text;
}

bool identity_development_on(const struct identity_settings *settings)
{
    return settings->development && given(settings->development_key) &&
           address_is_loopback(settings->listen);
}

const char *identity_warning(const struct identity *identity)
{
    return identity->development
               ? "The development issuer is on: whoever can read its key can be anybody here. It "
                 "works only with HEARD_ENV=development on loopback."
               : NULL;
}

/* What Heard itself issues: for any council, within the roles that a token may carry. */
static bool trust_own(struct identity *identity, struct session *session, bool development,
                      struct fault *fault)
{
    const struct issuer issuer = {
        .iss = session_issuer(session),
        .all_councils = true,
        .development = development,
        .scopes = SCOPES_ALL,
        .roles = development ? ROLES_OF_ISSUERS | ROLE_BIT(ROLE_OPERATOR) : ROLES_OF_ISSUERS,
    };

    return keys_add_own(identity->keys, &issuer, session, fault);
}

static bool development_start(const struct identity_settings *settings, struct identity *identity,
                              struct fault *fault)
{
    identity->development = session_new(HEARD_DEVELOPMENT_ISSUER, settings->audience);
    return session_make_key(settings->development_key, fault) &&
           session_add_key(identity->development, NULL, settings->development_key, fault) &&
           trust_own(identity, identity->development, true, fault);
}

/* Heard's own issuer signs with its own keys; in development with that key, so that sandboxes need no setting. */
static bool own_start(const struct identity_settings *settings, struct identity *identity,
                      struct fault *fault)
{
    identity->own = session_new(HEARD_ISSUER, settings->audience);
    if (given(settings->signing_keys)) {
        if (!session_add_keys(identity->own, settings->signing_keys, fault))
            return false;
    } else if (identity->development) {
        if (!session_add_key(identity->own, NULL, settings->development_key, fault))
            return false;
    }
    return trust_own(identity, identity->own, false, fault);
}

static bool parts_start(const struct identity_settings *settings, struct identity *identity,
                        struct fault *fault)
{
    if (given(settings->issuers) && !keys_add_issuers(identity->keys, settings->issuers, fault))
        return false;
    if (identity_development_on(settings) && !development_start(settings, identity, fault))
        return false;
    return own_start(settings, identity, fault) && keys_start(identity->keys, fault);
}

/* Issuers are configuration: their names may be logged, what their tokens say may not. */
static void log_issuer(void *context, bool warning, const char *iss, const char *sentence)
{
    (void)context;
    log_event(warning ? LOG_WARNING : LOG_INFO, "issuer", "%s: %s", iss, sentence);
}

bool identity_start(const struct identity_settings *settings, struct identity *identity,
                    struct fault *fault)
{
    const struct token_settings tokens = {
        .audience = settings->audience,
        .leeway_s = settings->leeway_s,
        .cache_entries = settings->cache_entries,
    };
    struct key_settings keys = settings->keys;

    if (!keys.tell)
        keys.tell = log_issuer;
    *identity = (struct identity){.keys = keys_new(&keys)};
    identity->tokens = tokens_new(identity->keys, &tokens);
    if (parts_start(settings, identity, fault))
        return true;
    identity_stop(identity);
    return false;
}

void identity_stop(struct identity *identity)
{
    tokens_free(identity->tokens);
    keys_free(identity->keys);
    session_free(identity->own);
    session_free(identity->development);
    *identity = (struct identity){.keys = NULL};
}
