/* Tokens that Heard itself issues: made by libjwt, read back on the same path as all others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <openssl/pem.h>
#include <sys/stat.h>

#include "base/lang.h"
#include "issuer.h"
#include "security/identity.h"

/* A fresh directory and, in it, paths of keys. */
struct place {
    char *directory;
    char *first;
    char *second;
};

static struct place place_new(void)
{
    struct place place = {.directory = mint_directory()};

    place.first = mint_text("%s/first.pem", place.directory);
    place.second = mint_text("%s/second.pem", place.directory);
    return place;
}

static void place_free(struct place *place)
{
    free(place->first);
    free(place->second);
    mint_directory_remove(place->directory);
}

static void write_private(const char *path, const struct mint_key *key)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(chmod(path, S_IRUSR | S_IWUSR), 0);
    assert_int_equal(PEM_write_PrivateKey(file, key->pair, NULL, NULL, 0, NULL, NULL), 1);
    (void)fclose(file);
}

static const struct grant grant = {
    .subject = "u-17",
    .council = "sunderland",
    .client_id = "sandbox",
    .scopes = SCOPE_BIT(SCOPE_COMPLAINTS_READ) | SCOPE_BIT(SCOPE_DATA_ERASE),
    .roles = ROLE_BIT(ROLE_ADVOCATE) | ROLE_BIT(ROLE_IRO),
    .complaint = {"01890a5d-ac96-774b-bcce-b302099a8057"},
    .issued_at = ISSUER_NOW,
    .expires_at = ISSUER_NOW + 60,
};

static char *mint_with(const struct session *session)
{
    char *token = NULL;

    assert_int_equal(session_mint(session, &grant, &token), NO_PROBLEM);
    return token;
}

/* A verifier that trusts `session` as Heard's own. */
static void verifier_start(const struct session *session, struct test_issuer *verifier)
{
    const struct issuer own = {.iss = session_issuer(session),
                               .all_councils = true,
                               .scopes = SCOPES_ALL,
                               .roles = ROLES_OF_ISSUERS};
    struct fault fault;

    test_issuer_start(verifier, 8);
    assert_true(keys_add_own(verifier->keys, &own, session, &fault));
}

/* What is said of `token`, which is freed. */
static enum refusal verdict(const struct test_issuer *verifier, char *token)
{
    struct actor actor;
    enum refusal why = test_verdict(verifier, token, &actor);

    free(token);
    return why;
}

static void what_is_minted_is_read_back(void **state)
{
    static const char *const kinds[] = {"P-256", "RSA"};

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct place place = place_new();
        struct mint_key key = mint_key_new(kinds[i], "k1");
        struct session *session = session_new(HEARD_ISSUER, "heard");
        struct test_issuer verifier;
        struct fault fault;
        struct actor actor;
        char *token;

        write_private(place.first, &key);
        assert_false(session_can_sign(session));
        assert_true(session_add_key(session, "k1", place.first, &fault));
        assert_true(session_can_sign(session));
        verifier_start(session, &verifier);
        token = mint_with(session);
        assert_int_equal(test_verdict(&verifier, token, &actor), NOT_REFUSED);
        assert_string_equal(actor.issuer, HEARD_ISSUER);
        assert_string_equal(actor.subject, "u-17");
        assert_string_equal(actor.council, "sunderland");
        assert_string_equal(actor.client_id, "sandbox");
        assert_string_equal(actor.complaint.text, grant.complaint.text);
        assert_true(actor.scopes == grant.scopes && actor.roles == grant.roles);
        assert_true(actor.expires_at == grant.expires_at);
        assert_int_equal(test_verdict(&verifier, token, &actor), NOT_REFUSED);
        assert_int_equal(token_figures(verifier.tokens).remembered, 1);
        free(token);
        test_issuer_stop(&verifier);
        session_free(session);
        mint_key_free(&key);
        place_free(&place);
    }
}

static void a_new_key_signs_and_the_old_one_still_verifies(void **state)
{
    struct place place = place_new();
    struct session *before = session_new(HEARD_ISSUER, "heard");
    struct session *after = session_new(HEARD_ISSUER, "heard");
    char *old_setting = mint_text("old=%s", place.first);
    char *new_setting = mint_text("new=%s,old=%s", place.second, place.first);
    struct test_issuer verifier;
    struct fault fault;

    (void)state;
    assert_true(session_make_key(place.first, &fault) && session_make_key(place.second, &fault));
    assert_true(session_add_keys(before, old_setting, &fault));
    assert_true(session_add_keys(after, new_setting, &fault));
    verifier_start(after, &verifier);
    assert_int_equal(verdict(&verifier, mint_with(after)), NOT_REFUSED);
    assert_int_equal(verdict(&verifier, mint_with(before)), NOT_REFUSED);
    test_issuer_stop(&verifier);
    /* and the other way round: who does not have the new key does not take its tokens */
    verifier_start(before, &verifier);
    assert_int_equal(verdict(&verifier, mint_with(after)), REFUSED_KEY);
    test_issuer_stop(&verifier);
    session_free(before);
    session_free(after);
    free(old_setting);
    free(new_setting);
    place_free(&place);
}

/* The attacks that libjwt alone would let pass or has let pass (parts.md, findings 2 and 3; architecture.md 3). */
static void hostile_tokens_in_our_own_name_are_refused(void **state)
{
    static const unsigned char zeros[64];
    struct place place = place_new();
    struct mint_key key = mint_key_new("P-256", "k1");
    struct mint_key stranger = mint_key_new("P-256", "k1");
    struct session *session = session_new(HEARD_ISSUER, "heard");
    char *claims = test_claims("{\"iss\":\"heard\"}");
    char *theirs = test_claims("{}");
    char *pem = mint_public_pem(&key);
    struct test_issuer verifier;
    struct fault fault;
    char *good;

    (void)state;
    write_private(place.first, &key);
    assert_true(session_add_key(session, "k1", place.first, &fault));
    verifier_start(session, &verifier);
    good = mint_token(&key, "ES256", ISSUER_HEADER("ES256", "k1"), claims);
    /* typ at+jwt is lawful, but not what libjwt takes: Heard's own are all JWT */
    assert_int_equal(verdict(&verifier, strdup(good)), REFUSED_SIGNATURE);
    free(good);
    good = mint_token(&key, "ES256", "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"k1\"}", claims);
    assert_int_equal(verdict(&verifier, strdup(good)), NOT_REFUSED);
    assert_int_equal(
        verdict(&verifier,
                mint_hmac_token(pem, "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\"}", claims)),
        REFUSED_ALGORITHM);
    assert_int_equal(
        verdict(&verifier,
                mint_hmac_token(pem, "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"k1\"}", claims)),
        REFUSED_SIGNATURE);
    assert_int_equal(
        verdict(&verifier,
                mint_token(&stranger, "ES256", "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"k1\"}",
                           claims)),
        REFUSED_SIGNATURE);
    assert_int_equal(verdict(&verifier, mint_resign(good, zeros, sizeof zeros)), REFUSED_SIGNATURE);
    assert_int_equal(verdict(&verifier, mint_resign(good, zeros, 0)), REFUSED_SIGNATURE);
    assert_int_equal(verdict(&verifier, mint_resign(good, zeros, 8)), REFUSED_SIGNATURE);
    assert_int_equal(
        verdict(&verifier,
                mint_token(&key, "ES256",
                           "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"k1\",\"crit\":[\"a\"]}",
                           claims)),
        REFUSED_HEADER_FORBIDDEN);
    /* our key speaks for us alone */
    assert_int_equal(
        verdict(&verifier,
                mint_token(&key, "ES256", "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"k1\"}",
                           theirs)),
        REFUSED_KEY);
    /* and another issuer's key not for us */
    assert_int_equal(
        verdict(&verifier, mint_token(&verifier.ec, "ES256", ISSUER_HEADER("ES256", "ec"), claims)),
        REFUSED_KEY);
    free(good);
    free(pem);
    free(claims);
    free(theirs);
    test_issuer_stop(&verifier);
    session_free(session);
    mint_key_free(&key);
    mint_key_free(&stranger);
    place_free(&place);
}

static void a_made_key_is_its_owners_alone_and_stays(void **state)
{
    struct place place = place_new();
    struct stat first;
    struct stat second;
    struct fault fault;

    (void)state;
    assert_true(session_make_key(place.first, &fault));
    assert_int_equal(stat(place.first, &first), 0);
    assert_int_equal(first.st_mode & 0777, 0600);
    assert_true(session_make_key(place.first, &fault));
    assert_int_equal(stat(place.first, &second), 0);
    assert_true(first.st_ino == second.st_ino && first.st_size == second.st_size);
    assert_false(session_make_key("/nowhere/at/all.pem", &fault));
    assert_non_null(strstr(fault.text, "/nowhere/at/all.pem"));
    place_free(&place); /* fails if anything else was left lying about */
}

static void unfit_keys_are_refused(void **state)
{
    static const char *const kinds[] = {"P-384", "secp256k1", "RSA-1024", "Ed25519"};
    struct place place = place_new();
    struct session *session = session_new(HEARD_ISSUER, "heard");
    struct fault fault;

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct mint_key key = mint_key_new(kinds[i], "k");

        write_private(place.first, &key);
        assert_false(session_add_key(session, "k", place.first, &fault));
        assert_non_null(strstr(fault.text, "P-256"));
        mint_key_free(&key);
    }
    mint_file(place.first, "-----BEGIN PRIVATE KEY-----\nnot at all\n-----END PRIVATE KEY-----\n");
    assert_int_equal(chmod(place.first, 0600), 0);
    assert_false(session_add_key(session, "k", place.first, &fault));
    assert_false(session_add_key(session, "k", place.second, &fault));
    assert_non_null(strstr(fault.text, place.second));
    assert_false(session_add_key(session, "k", "first.pem", &fault));
    session_free(session);
    place_free(&place);
}

static void a_key_that_others_may_read_is_refused(void **state)
{
    struct place place = place_new();
    struct session *session = session_new(HEARD_ISSUER, "heard");
    struct fault fault;

    (void)state;
    assert_true(session_make_key(place.first, &fault));
    assert_int_equal(chmod(place.first, 0604), 0);
    assert_false(session_add_key(session, "k", place.first, &fault));
    assert_non_null(strstr(fault.text, "chmod 600"));
    assert_int_equal(chmod(place.first, 0660), 0);
    assert_false(session_add_key(session, "k", place.first, &fault));
    assert_int_equal(chmod(place.first, 0640), 0); /* as a mounted secret of a group has it */
    assert_true(session_add_key(session, "k", place.first, &fault));
    session_free(session);
    place_free(&place);
}

static void wrong_settings_are_refused(void **state)
{
    struct place place = place_new();
    char *twice = mint_text("k=%s,k=%s", place.first, place.first);
    const char *const settings[] = {"k", "=x", "k=", "k=relative.pem", twice, ",", "a/b"};
    struct fault fault;

    (void)state;
    assert_true(session_make_key(place.first, &fault));
    for (size_t i = 0; i < COUNT(settings); i++) {
        struct session *session = session_new(HEARD_ISSUER, "heard");

        fault.text[0] = '\0';
        if (session_add_keys(session, settings[i], &fault) || strlen(fault.text) < 20)
            fail_msg("%s: %s", settings[i], fault.text);
        session_free(session);
    }
    free(twice);
    place_free(&place);
}

static void without_a_key_nothing_is_signed(void **state)
{
    struct session *session = session_new(HEARD_ISSUER, "heard");
    char *token = NULL;

    (void)state;
    assert_int_equal(session_mint(session, &grant, &token), PROBLEM_UNAVAILABLE);
    assert_null(token);
    session_free(session);
}

/* ---- The whole, as the service starts it ---------------------------------------------------------- */

static bool identity_with(bool development, const char *listen, const char *key,
                          struct identity *identity)
{
    const struct identity_settings settings = {.development = development,
                                               .listen = listen,
                                               .audience = "heard",
                                               .development_key = key,
                                               .leeway_s = 60,
                                               .cache_entries = 8,
                                               .keys = KEY_SETTINGS_USUAL};
    struct fault fault;

    return identity_start(&settings, identity, &fault);
}

static enum problem identity_verdict(const struct identity *identity, const char *token,
                                     struct actor *actor, enum refusal *why)
{
    return token_verify(identity->tokens, token, strlen(token), ISSUER_NOW, actor, why);
}

static void the_development_issuer_is_on_in_development_on_loopback_alone(void **state)
{
    static const struct {
        bool development;
        const char *listen;
        bool on;
    } cases[] = {
        {true, "127.0.0.1", true},  {true, "127.8.9.1", true},   {true, "::1", true},
        {true, "localhost", true},  {true, "0.0.0.0", false},    {true, "::", false},
        {true, "10.0.0.1", false},  {true, "", false},           {true, "127.0.0.1.evil", false},
        {true, "192.0.2.7", false}, {false, "127.0.0.1", false}, {false, "localhost", false},
    };
    struct place place = place_new();
    struct session *session = session_new(HEARD_DEVELOPMENT_ISSUER, "heard");
    struct fault fault;
    char *token;

    (void)state;
    assert_true(session_make_key(place.first, &fault));
    assert_true(session_add_key(session, NULL, place.first, &fault));
    token = mint_with(session);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct identity identity;
        struct actor actor;
        enum refusal why;
        enum problem problem;

        assert_true(identity_with(cases[i].development, cases[i].listen, place.first, &identity));
        problem = identity_verdict(&identity, token, &actor, &why);
        if ((problem == NO_PROBLEM) != cases[i].on ||
            (identity_warning(&identity) != NULL) != cases[i].on ||
            session_can_sign(identity.own) != cases[i].on)
            fail_msg("%s on %s: %s", cases[i].development ? "development" : "production",
                     cases[i].listen, refusal_code(why));
        if (cases[i].on)
            assert_true(actor.development);
        else
            assert_int_equal(why, REFUSED_ISSUER);
        identity_stop(&identity);
    }
    free(token);
    session_free(session);
    place_free(&place);
}

static void the_development_key_is_made_when_the_service_starts(void **state)
{
    struct place place = place_new();
    struct identity identity;
    struct stat status;
    struct actor actor;
    enum refusal why;
    char *token;

    (void)state;
    assert_true(identity_with(true, "127.0.0.1", place.first, &identity));
    assert_int_equal(stat(place.first, &status), 0);
    /* a sandbox's token, by Heard in its own name */
    token = mint_with(identity.own);
    assert_int_equal(identity_verdict(&identity, token, &actor, &why), NO_PROBLEM);
    assert_string_equal(actor.issuer, HEARD_ISSUER);
    assert_false(actor.development);
    free(token);
    identity_stop(&identity);
    /* and none where the issuer is off */
    assert_true(identity_with(false, "127.0.0.1", place.second, &identity));
    assert_int_not_equal(stat(place.second, &status), 0);
    assert_int_equal(session_mint(identity.own, &grant, &token), PROBLEM_UNAVAILABLE);
    identity_stop(&identity);
    place_free(&place);
}

static void wrong_identity_settings_stop_the_start(void **state)
{
    struct identity identity;
    struct identity_settings settings = {.listen = "127.0.0.1",
                                         .audience = "heard",
                                         .issuers = "/nowhere/issuers.json",
                                         .keys = KEY_SETTINGS_USUAL};
    struct fault fault;

    (void)state;
    assert_false(identity_start(&settings, &identity, &fault));
    assert_non_null(strstr(fault.text, "/nowhere/issuers.json"));
    settings.issuers = "";
    settings.signing_keys = "k=/nowhere/k.pem";
    assert_false(identity_start(&settings, &identity, &fault));
    assert_non_null(strstr(fault.text, "/nowhere/k.pem"));
    settings.signing_keys = NULL;
    assert_true(identity_start(&settings, &identity, &fault));
    identity_stop(&identity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_minted_is_read_back),
        cmocka_unit_test(a_new_key_signs_and_the_old_one_still_verifies),
        cmocka_unit_test(hostile_tokens_in_our_own_name_are_refused),
        cmocka_unit_test(a_made_key_is_its_owners_alone_and_stays),
        cmocka_unit_test(unfit_keys_are_refused),
        cmocka_unit_test(a_key_that_others_may_read_is_refused),
        cmocka_unit_test(wrong_settings_are_refused),
        cmocka_unit_test(without_a_key_nothing_is_signed),
        cmocka_unit_test(the_development_issuer_is_on_in_development_on_loopback_alone),
        cmocka_unit_test(the_development_key_is_made_when_the_service_starts),
        cmocka_unit_test(wrong_identity_settings_stop_the_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
