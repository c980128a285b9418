#include "security/token.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cache.h"
#include "claims.h"
#include "jose.h"
#include "keyring.h"
#include "own_key.h"

struct tokens {
    struct keys *keys;
    struct cache *cache;
    char *audience;
    int64_t leeway_s;
    _Atomic int64_t newest_s; /* the latest `now_s`, for figures alone */
    atomic_uint_fast64_t remembered;
    atomic_uint_fast64_t verified;
    atomic_uint_fast64_t refused;
};

static const struct {
    const char *code;
    const char *sentence;
} refusal_texts[REFUSAL_COUNT] = {
    {"none", "the token is good"},
/* clang-format off */
#define REFUSAL(name, code, sentence) {code, sentence},
    REFUSALS(REFUSAL)
#undef REFUSAL
    /* clang-format on */
};

const char *refusal_text(enum refusal refusal)
{
    assert(refusal < REFUSAL_COUNT);
    return refusal_texts[refusal].sentence;
}

const char *refusal_code(enum refusal refusal)
{
    assert(refusal < REFUSAL_COUNT);
    return refusal_texts[refusal].code;
}

bool bearer_token(const char *authorization, const char **token, size_t *length)
{
    static const char scheme[] = "Bearer "; /* RFC 9110, 11.1: in any case */
    const char *start;
    size_t count;

    if (!authorization || strncasecmp(authorization, scheme, sizeof scheme - 1) != 0)
        return false;
    start = authorization + sizeof scheme - 1;
    start += strspn(start, " ");
    count = strcspn(start, " \t,");
    if (count == 0 || start[count] != '\0')
        return false;
    *token = start;
    *length = count;
    return true;
}

struct tokens *tokens_new(struct keys *keys, const struct token_settings *settings)
{
    struct tokens *tokens = calloc(1, sizeof *tokens);

    if (!tokens)
        abort();
    tokens->keys = keys;
    tokens->cache = cache_new(settings->cache_entries);
    tokens->audience = strdup(settings->audience);
    tokens->leeway_s = settings->leeway_s;
    if (!tokens->audience)
        abort();
    return tokens;
}

void tokens_free(struct tokens *tokens)
{
    if (!tokens)
        return;
    cache_free(tokens->cache);
    free(tokens->audience);
    free(tokens);
}

/* What is left to ask once the key is at hand. */
static enum refusal key_judges(const struct tokens *tokens, const struct key_loan *loan,
                               const struct jose *jose, struct span token, int64_t now_s,
                               struct actor *actor)
{
    const struct claim_rules rules = {
        .issuer = loan->issuer,
        .audience = tokens->audience,
        .now_s = now_s,
        .leeway_s = tokens->leeway_s,
    };
    bool good = jose->signature_bytes == loan->key->signature_bytes;

    if (good && loan->key->pem)
        good = own_key_signed(loan->key, jose->algorithm, token.bytes, token.length);
    else if (good)
        good = key_signed(loan->key, jose->algorithm, token.bytes, token.length);
    return good ? claims_read(jose->payload, &rules, actor) : REFUSED_SIGNATURE;
}

static enum refusal jose_judge(const struct tokens *tokens, const struct jose *jose,
                               struct span token, int64_t now_s, struct actor *actor)
{
    const char *iss = json_string_value(json_object_get(jose->payload, "iss"));
    struct key_loan loan;
    enum refusal why;

    if (!iss)
        return REFUSED_ISSUER;
    switch (keys_borrow(tokens->keys, iss, jose->kid, jose->algorithm, &loan)) {
    case KEY_FOUND:
        break;
    case KEY_NO_ISSUER:
        return REFUSED_ISSUER;
    case KEY_AWAY:
        return REFUSED_KEYS_AWAY;
    case KEY_UNKNOWN:
    default:
        return REFUSED_KEY;
    }
    why = key_judges(tokens, &loan, jose, token, now_s, actor);
    key_return(&loan);
    return why;
}

/* Everything that a token is asked which is not remembered. */
static enum refusal token_judge(const struct tokens *tokens, struct span token, int64_t now_s,
                                struct actor *actor)
{
    struct jose jose;
    enum refusal why = jose_read(token.bytes, token.length, &jose);

    if (why == NOT_REFUSED)
        why = jose_judge(tokens, &jose, token, now_s, actor);
    jose_clear(&jose);
    return why;
}

enum problem token_verify(struct tokens *tokens, const char *bearer, size_t length, int64_t now_s,
                          struct actor *actor, enum refusal *why)
{
    const struct span token = {bearer, length};
    /* Read before any key is, so that what an old key verified cannot be kept under a new generation. */
    const struct cache_moment moment = {keys_generation(tokens->keys), now_s - tokens->leeway_s};
    struct sha256 digest;

    atomic_store_explicit(&tokens->newest_s, now_s, memory_order_relaxed);
    *why = REFUSED_TOO_LONG;
    if (length > 0 && length <= TOKEN_LONGEST) {
        digest = crypto_sha256(token);
        if (cache_find(tokens->cache, &digest, moment, actor)) {
            atomic_fetch_add_explicit(&tokens->remembered, 1, memory_order_relaxed);
            *why = NOT_REFUSED;
            return NO_PROBLEM;
        }
        *why = token_judge(tokens, token, now_s, actor);
    }
    if (*why != NOT_REFUSED) {
        atomic_fetch_add_explicit(&tokens->refused, 1, memory_order_relaxed);
        return *why == REFUSED_KEYS_AWAY ? PROBLEM_UNAVAILABLE : PROBLEM_UNAUTHENTICATED;
    }
    atomic_fetch_add_explicit(&tokens->verified, 1, memory_order_relaxed);
    cache_keep(tokens->cache, &digest, moment, actor);
    return NO_PROBLEM;
}

struct token_figures token_figures(struct tokens *tokens)
{
    const struct cache_moment moment = {
        keys_generation(tokens->keys),
        atomic_load_explicit(&tokens->newest_s, memory_order_relaxed) - tokens->leeway_s,
    };

    return (struct token_figures){
        .remembered = atomic_load_explicit(&tokens->remembered, memory_order_relaxed),
        .verified = atomic_load_explicit(&tokens->verified, memory_order_relaxed),
        .refused = atomic_load_explicit(&tokens->refused, memory_order_relaxed),
        .kept = cache_count(tokens->cache, moment),
    };
}
