/* security/actor.h - who asks: what a verified access token says of its bearer (RFC 9068, api.md 2 "Auth").
 *
 * A plain value: copied freely, owns nothing, holds no part of the token itself. */
#ifndef HEARD_SECURITY_ACTOR_H
#define HEARD_SECURITY_ACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"
#include "domain/codes.h"

/* A scope opens a door; the role on the case decides what is behind it (api.md 2). */
/* clang-format off */
#define SCOPES(X) \
    X(COMPLAINTS_SUBMIT, "complaints:submit") X(COMPLAINTS_READ, "complaints:read") \
    X(COMPLAINTS_WRITE, "complaints:write") X(COMPLAINTS_DECIDE, "complaints:decide") \
    X(STAGES_REPORT, "stages:report") X(PANELS_WRITE, "panels:write") X(ACTIONS_WRITE, "actions:write") \
    X(DOCUMENTS_READ, "documents:read") X(DOCUMENTS_WRITE, "documents:write") \
    X(MESSAGES_WRITE, "messages:write") X(PEOPLE_MANAGE, "people:manage") X(REPORTS_READ, "reports:read") \
    X(EVENTS_READ, "events:read") X(WEBHOOKS_MANAGE, "webhooks:manage") X(AUDIT_READ, "audit:read") \
    X(IDENTITY_DISCLOSE, "identity:disclose") X(POLICY_MANAGE, "policy:manage") \
    X(DATA_EXPORT, "data:export") X(DATA_ERASE, "data:erase")
/* clang-format on */

#define WORD_SCOPE(name, text) SCOPE_##name,
CODES(scope, SCOPE_, SCOPES, WORD_SCOPE)

/* Sets of small enums: bit n stands for the value n. */
#define SCOPE_BIT(scope) ((uint32_t)1 << (scope))
#define ROLE_BIT(role) ((uint64_t)1 << (role))
#define SCOPES_ALL ((SCOPE_BIT(SCOPE_COUNT) - 1) & ~SCOPE_BIT(SCOPE_NONE))

/* Roles that any issuer may give. `system` is Heard's own and no token's; `operator` only where a configuration says so. */
#define ROLES_OF_ISSUERS \
    ((ROLE_BIT(ROLE_COUNT) - 1) & \
     ~(ROLE_BIT(ROLE_NONE) | ROLE_BIT(ROLE_SYSTEM) | ROLE_BIT(ROLE_OPERATOR)))

enum { /* longest texts taken from a token, without the final NUL; longer ones are refused */
    ACTOR_ISSUER = 255,
    ACTOR_SUBJECT = 255, /* OpenID Connect Core 2: `sub` has at most 255 characters */
    ACTOR_CLIENT = 127,
    ACTOR_COUNCIL = 63
};

/* Texts are empty where the token says nothing. */
struct actor {
    char issuer[ACTOR_ISSUER + 1]; /* never contains '|': issuer|subject names one identity */
    char subject[ACTOR_SUBJECT + 1];
    char act_subject[ACTOR_SUBJECT + 1]; /* who acts for the subject: `act.sub` (RFC 8693) */
    char client_id[ACTOR_CLIENT + 1];
    char council[ACTOR_COUNCIL + 1]; /* slug or UUID, as the token says it */
    struct id complaint;             /* the only one that the token opens; none: no bound */
    uint32_t scopes;                 /* SCOPE_BITs, within the issuer's ceiling */
    uint64_t roles;                  /* ROLE_BITs, within the issuer's ceiling */
    int64_t expires_at;              /* `exp`: seconds since 1970-01-01T00:00:00Z */
    bool development;                /* minted by the development issuer */
};

/* Does the token carry `scope`? */
bool actor_has_scope(const struct actor *actor, enum scope scope);

/* Does the token carry `role`? What the role opens on a case is for the case to say. */
bool actor_has_role(const struct actor *actor, enum role role);

/* The scopes named in `text`, separated by single spaces (RFC 6749, 3.3); names that Heard does not know are passed
 * over. */
uint32_t scopes_read(const char *text, size_t length);

/* The scopes that `role` needs for its part of the procedure: what `heard token` gives when none are asked for. */
uint32_t scopes_of_role(enum role role);

#endif
