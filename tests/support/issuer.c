#include "issuer.h"

#include <stdlib.h>
#include <string.h>

#include "security/actor.h"

static const struct key_settings patient = {
    .refresh_ms = 3600000,
    .refresh_file_ms = 3600000,
    .retry_ms = 3600000,
    .fetch_ms = 2000,
};

void test_issuer_start(struct test_issuer *issuer, size_t cache_entries)
{
    static const char *const councils[] = {"middlesbrough", "sunderland"};
    const struct token_settings settings = {
        .audience = "heard", .leeway_s = 60, .cache_entries = cache_entries};
    struct fault fault;
    char *jwks;

    *issuer = (struct test_issuer){.directory = mint_directory()};
    issuer->path = mint_text("%s/jwks.json", issuer->directory);
    issuer->ec = mint_key_new("P-256", "ec");
    jwks = mint_jwks(&issuer->ec, 1);
    mint_file(issuer->path, jwks);
    free(jwks);
    issuer->keys = keys_new(&patient);
    issuer->tokens = tokens_new(issuer->keys, &settings);
    if (!keys_add_issuer(issuer->keys,
                         &(struct issuer){.iss = ISSUER_NAME,
                                          .jwks = issuer->path,
                                          .councils = councils,
                                          .council_count = 2,
                                          .scopes = SCOPES_ALL & ~SCOPE_BIT(SCOPE_DATA_ERASE),
                                          .roles = ROLES_OF_ISSUERS},
                         &fault))
        abort();
}

void test_issuer_stop(struct test_issuer *issuer)
{
    tokens_free(issuer->tokens);
    keys_free(issuer->keys);
    mint_key_free(&issuer->ec);
    free(issuer->path);
    mint_directory_remove(issuer->directory);
}

char *test_claims(const char *changes)
{
    json_t *claims =
        json_pack("{s:s, s:s, s:s, s:I, s:I, s:s, s:s, s:s, s:[s]}", "iss", ISSUER_NAME, "sub",
                  "u-17", "aud", "heard", "exp", (json_int_t)(ISSUER_NOW + 600), "iat",
                  (json_int_t)(ISSUER_NOW - 5), "client_id", "web-form", "council", "middlesbrough",
                  "scope", "complaints:read complaints:submit", "roles", "complainant");
    json_t *changed = json_loads(changes, 0, NULL);
    const char *name;
    json_t *value;
    void *next;
    char *text;

    if (!claims || !changed)
        abort();
    json_object_foreach_safe(changed, next, name, value)
    {
        if (json_is_null(value))
            (void)json_object_del(claims, name);
        else
            (void)json_object_set(claims, name, value);
    }
    text = json_dumps(claims, JSON_COMPACT);
    json_decref(changed);
    json_decref(claims);
    return text;
}

char *test_token(const struct test_issuer *issuer, const char *changes)
{
    char *claims = test_claims(changes);
    char *token = mint_token(&issuer->ec, "ES256", ISSUER_HEADER("ES256", "ec"), claims);

    free(claims);
    return token;
}

enum refusal test_verdict(const struct test_issuer *issuer, const char *token, struct actor *actor)
{
    enum refusal why = NOT_REFUSED;
    enum problem problem =
        token_verify(issuer->tokens, token, strlen(token), ISSUER_NOW, actor, &why);

    /* The three ways to say it agree. */
    if ((problem == NO_PROBLEM) != (why == NOT_REFUSED) ||
        (problem == PROBLEM_UNAVAILABLE) != (why == REFUSED_KEYS_AWAY))
        abort();
    return why;
}
