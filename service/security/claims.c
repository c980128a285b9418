#include "claims.h"

#include <string.h>

#include "base/lang.h"

/* 9999-12-31T23:59:59Z: no honest date is later, and sums with a leeway stay far from overflow. */
#define LATEST_DATE 253402300799LL

/* Return at once with the refusal of `call`, if it has one. */
#define TRY_CLAIM(call) \
    do { \
        enum refusal try_refusal_ = (call); \
        if (try_refusal_ != NOT_REFUSED) \
            return try_refusal_; \
    } while (0)

/* Identities go into the database and the log: no control characters (jansson has seen to UTF-8 and NUL). */
static bool printable(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return false;
    return true;
}

/* An optional text of at most `longest` bytes, copied; absent leaves the empty text. */
static enum refusal text_read(const json_t *claims, const char *name, char *text, size_t longest)
{
    const json_t *claim = json_object_get(claims, name);

    if (!claim)
        return NOT_REFUSED;
    if (!json_is_string(claim) || json_string_length(claim) == 0 ||
        json_string_length(claim) > longest || !printable(json_string_value(claim)))
        return REFUSED_CLAIM;
    memcpy(text, json_string_value(claim), json_string_length(claim) + 1);
    return NOT_REFUSED;
}

/* A NumericDate (RFC 7519, 2) in whole seconds, as every issuer writes it; absent leaves `date` alone. */
static enum refusal date_read(const json_t *claims, const char *name, int64_t *date)
{
    const json_t *claim = json_object_get(claims, name);

    if (!claim)
        return NOT_REFUSED;
    if (!json_is_integer(claim) || json_integer_value(claim) < 0 ||
        json_integer_value(claim) > LATEST_DATE)
        return REFUSED_CLAIM;
    *date = json_integer_value(claim);
    return NOT_REFUSED;
}

/* RFC 7519, 4.1.4 to 4.1.6. The end is strict: at `exp` plus leeway the token is over. */
static enum refusal times_judge(const json_t *claims, const struct claim_rules *rules,
                                struct actor *actor)
{
    int64_t expires = -1;
    int64_t not_before = 0;
    int64_t issued = 0;

    TRY_CLAIM(date_read(claims, "exp", &expires));
    TRY_CLAIM(date_read(claims, "nbf", &not_before));
    TRY_CLAIM(date_read(claims, "iat", &issued));
    if (expires < 0)
        return REFUSED_NO_EXPIRY;
    if (rules->now_s >= expires + rules->leeway_s)
        return REFUSED_EXPIRED;
    if (not_before > rules->now_s + rules->leeway_s || issued > rules->now_s + rules->leeway_s)
        return REFUSED_NOT_YET;
    actor->expires_at = expires;
    return NOT_REFUSED;
}

/* RFC 7519, 4.1.3: one text or an array of texts, one of which is us. */
static enum refusal audience_judge(const json_t *claims, const struct claim_rules *rules)
{
    const char *ours = rules->issuer->audience ? rules->issuer->audience : rules->audience;
    const json_t *claim = json_object_get(claims, "aud");
    bool named = false;

    if (!claim)
        return REFUSED_AUDIENCE;
    if (json_is_string(claim))
        return strcmp(json_string_value(claim), ours) == 0 ? NOT_REFUSED : REFUSED_AUDIENCE;
    if (!json_is_array(claim))
        return REFUSED_CLAIM;
    for (size_t i = 0; i < json_array_size(claim); i++) {
        const json_t *one = json_array_get(claim, i);

        if (!json_is_string(one))
            return REFUSED_CLAIM;
        named = named || strcmp(json_string_value(one), ours) == 0;
    }
    return named ? NOT_REFUSED : REFUSED_AUDIENCE;
}

/* RFC 8693, 4.2: one text of scopes. What the issuer may not give falls away. */
static enum refusal scopes_judge(const json_t *claims, const struct claim_rules *rules,
                                 struct actor *actor)
{
    const json_t *claim = json_object_get(claims, "scope");

    if (!claim)
        return NOT_REFUSED;
    if (!json_is_string(claim))
        return REFUSED_CLAIM;
    actor->scopes =
        scopes_read(json_string_value(claim), json_string_length(claim)) & rules->issuer->scopes;
    return NOT_REFUSED;
}

/* RFC 9068, 2.2.3.1: an array of texts. Roles that Heard does not know are those of other services. */
static enum refusal roles_judge(const json_t *claims, const struct claim_rules *rules,
                                struct actor *actor)
{
    const json_t *claim = json_object_get(claims, "roles");
    uint64_t roles = 0;

    if (!claim)
        return NOT_REFUSED;
    if (!json_is_array(claim))
        return REFUSED_CLAIM;
    for (size_t i = 0; i < json_array_size(claim); i++) {
        const json_t *one = json_array_get(claim, i);

        if (!json_is_string(one))
            return REFUSED_CLAIM;
        roles |= ROLE_BIT(code_find(&role_codes, json_string_value(one)));
    }
    actor->roles = roles & rules->issuer->roles;
    return NOT_REFUSED;
}

/* decisions 13: which councils an issuer speaks for is the operator's to say, never the token's. */
static enum refusal council_judge(const struct claim_rules *rules, const struct actor *actor)
{
    const struct issuer *issuer = rules->issuer;

    if (actor->council[0] == '\0' || issuer->all_councils)
        return NOT_REFUSED;
    for (size_t i = 0; i < issuer->council_count; i++)
        if (strcmp(issuer->councils[i], actor->council) == 0)
            return NOT_REFUSED;
    return REFUSED_COUNCIL;
}

/* A bound that cannot be read must not become no bound. */
static enum refusal complaint_read(const json_t *claims, struct actor *actor)
{
    const json_t *claim = json_object_get(claims, "complaint");

    if (!claim)
        return NOT_REFUSED;
    if (!json_is_string(claim) ||
        !id_parse(json_string_value(claim), json_string_length(claim), &actor->complaint))
        return REFUSED_CLAIM;
    return NOT_REFUSED;
}

/* RFC 8693, 4.1: the outermost `act` is who acts now; those inside it are history. */
static enum refusal act_read(const json_t *claims, struct actor *actor)
{
    const json_t *claim = json_object_get(claims, "act");

    if (!claim)
        return NOT_REFUSED;
    if (!json_is_object(claim))
        return REFUSED_CLAIM;
    TRY_CLAIM(text_read(claim, "sub", actor->act_subject, ACTOR_SUBJECT));
    return actor->act_subject[0] ? NOT_REFUSED : REFUSED_CLAIM;
}

static enum refusal names_read(const json_t *claims, struct actor *actor)
{
    TRY_CLAIM(text_read(claims, "iss", actor->issuer, ACTOR_ISSUER));
    TRY_CLAIM(text_read(claims, "sub", actor->subject, ACTOR_SUBJECT));
    TRY_CLAIM(text_read(claims, "client_id", actor->client_id, ACTOR_CLIENT));
    TRY_CLAIM(text_read(claims, "council", actor->council, ACTOR_COUNCIL));
    return actor->subject[0] ? NOT_REFUSED : REFUSED_SUBJECT;
}

enum refusal claims_read(const json_t *payload, const struct claim_rules *rules,
                         struct actor *actor)
{
    struct actor said = {.development = rules->issuer->development};

    TRY_CLAIM(times_judge(payload, rules, &said));
    TRY_CLAIM(audience_judge(payload, rules));
    TRY_CLAIM(names_read(payload, &said));
    TRY_CLAIM(scopes_judge(payload, rules, &said));
    TRY_CLAIM(roles_judge(payload, rules, &said));
    TRY_CLAIM(complaint_read(payload, &said));
    TRY_CLAIM(act_read(payload, &said));
    TRY_CLAIM(council_judge(rules, &said));
    *actor = said;
    return NOT_REFUSED;
}
