/* Keys come, go and stay: rotation and removal without a restart, issuers that are away, and callers who ask for keys
 * that do not exist (decisions 20). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "issuer.h"
#include "security/actor.h"
#include "tiny_server.h"

enum {
    HOUR_MS = 3600000
};

/* A verifier that trusts one issuer behind a server; two keys that the issuer may publish. */
struct remote {
    struct tiny_server *server;
    struct keys *keys;
    struct tokens *tokens;
    struct mint_key old, new;
    bool any_issuer; /* several are told of */
    size_t warnings;
    char last[512]; /* the last sentence told */
};

/* A key is awaited as long as a slow machine may need, and asked for at every chance. */
#define EAGER \
    (struct key_settings) \
    { \
        .refresh_ms = HOUR_MS, .refresh_file_ms = HOUR_MS, .retry_ms = HOUR_MS, .wait_ms = 10000, \
        .fetch_ms = 10000 \
    }

static void listen_to(void *context, bool warning, const char *iss, const char *sentence)
{
    struct remote *remote = context;

    if (!remote->any_issuer)
        assert_string_equal(iss, ISSUER_NAME);
    remote->warnings += warning;
    (void)strncpy(remote->last, sentence, sizeof remote->last - 1);
}

static bool trust(struct remote *remote, const char *jwks)
{
    struct fault fault;

    return keys_add_issuer(remote->keys,
                           &(struct issuer){.iss = ISSUER_NAME,
                                            .jwks = jwks,
                                            .all_councils = true,
                                            .scopes = SCOPES_ALL,
                                            .roles = ROLES_OF_ISSUERS},
                           &fault);
}

static void remote_start(struct remote *remote, struct key_settings settings)
{
    const struct token_settings tokens = {.audience = "heard", .leeway_s = 60, .cache_entries = 64};

    *remote = (struct remote){.server = tiny_server_start()};
    settings.tell = listen_to;
    settings.context = remote;
    remote->old = mint_key_new("P-256", "old");
    remote->new = mint_key_new("P-256", "new");
    remote->keys = keys_new(&settings);
    remote->tokens = tokens_new(remote->keys, &tokens);
    assert_true(trust(remote, tiny_server_url(remote->server)));
}

static void remote_run(struct remote *remote)
{
    struct fault fault;

    assert_true(keys_start(remote->keys, &fault));
}

static void remote_stop(struct remote *remote)
{
    tokens_free(remote->tokens);
    keys_free(remote->keys);
    tiny_server_stop(remote->server);
    mint_key_free(&remote->old);
    mint_key_free(&remote->new);
}

static void publish(struct remote *remote, const struct mint_key *keys, size_t count)
{
    char *jwks = mint_jwks(keys, count);

    tiny_server_say(remote->server, "200 OK", "Content-Type: application/jwk-set+json\r\n", jwks);
    free(jwks);
}

/* What is said of a token that nobody has seen before, signed by `key`. */
static enum refusal verdict(struct remote *remote, const struct mint_key *key)
{
    static int number;
    char *changes = mint_text("{\"jti\":\"%d\"}", number++);
    char *claims = test_claims(changes);
    char *header = mint_text("{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"%s\"}", key->kid);
    char *token = mint_token(key, "ES256", header, claims);
    struct actor actor;
    enum refusal why;
    enum problem problem =
        token_verify(remote->tokens, token, strlen(token), ISSUER_NOW, &actor, &why);

    assert_int_equal(problem == PROBLEM_UNAVAILABLE, why == REFUSED_KEYS_AWAY);
    free(changes);
    free(claims);
    free(header);
    free(token);
    return why;
}

/* ---- Rotation ------------------------------------------------------------------------------------- */

static void a_new_key_is_read_when_a_token_brings_it(void **state)
{
    struct remote remote;

    (void)state;
    remote_start(&remote, EAGER);
    publish(&remote, &remote.old, 1);
    remote_run(&remote);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    publish(&remote, (struct mint_key[]){remote.old, remote.new}, 2);
    assert_int_equal(verdict(&remote, &remote.new), NOT_REFUSED);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    assert_int_equal(tiny_server_count(remote.server), 2);
    remote_stop(&remote);
}

static void known_keys_are_never_read_for_a_request(void **state)
{
    struct remote remote;

    (void)state;
    remote_start(&remote, EAGER);
    publish(&remote, &remote.old, 1);
    remote_run(&remote);
    for (int i = 0; i < 100; i++)
        assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    assert_int_equal(tiny_server_count(remote.server), 1);
    remote_stop(&remote);
}

static void a_removed_key_verifies_no_more_not_even_what_it_verified(void **state)
{
    struct test_issuer issuer;
    struct mint_key other = mint_key_new("P-256", "other");
    struct actor actor;
    char *token;
    char *jwks;

    (void)state;
    test_issuer_start(&issuer, 64);
    token = test_token(&issuer, "{}");
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    jwks = mint_jwks(&other, 1);
    mint_file(issuer.path, jwks);
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED); /* not read yet */
    keys_refresh(issuer.keys);
    assert_int_equal(test_verdict(&issuer, token, &actor), REFUSED_KEY);
    free(jwks);
    free(token);
    mint_key_free(&other);
    test_issuer_stop(&issuer);
}

/* The same kid with another key: what matters is the key. */
static void a_key_exchanged_under_its_name_is_noticed(void **state)
{
    struct test_issuer issuer;
    struct mint_key other = mint_key_new("P-256", "ec");
    struct actor actor;
    char *token;
    char *jwks;

    (void)state;
    test_issuer_start(&issuer, 64);
    token = test_token(&issuer, "{}");
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    jwks = mint_jwks(&other, 1);
    mint_file(issuer.path, jwks);
    keys_refresh(issuer.keys);
    assert_int_equal(test_verdict(&issuer, token, &actor), REFUSED_SIGNATURE);
    free(jwks);
    free(token);
    mint_key_free(&other);
    test_issuer_stop(&issuer);
}

static void reading_the_same_keys_again_forgets_nothing(void **state)
{
    struct test_issuer issuer;
    struct actor actor;
    char *token;

    (void)state;
    test_issuer_start(&issuer, 64);
    token = test_token(&issuer, "{}");
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    keys_refresh(issuer.keys);
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    assert_int_equal(token_figures(issuer.tokens).remembered, 1);
    free(token);
    test_issuer_stop(&issuer);
}

static void keys_are_read_again_on_schedule(void **state)
{
    struct key_settings settings = EAGER;
    struct remote remote;

    (void)state;
    settings.refresh_ms = 1;
    settings.gap_ms = HOUR_MS;
    remote_start(&remote, settings);
    publish(&remote, &remote.old, 1);
    remote_run(&remote);
    tiny_server_await(remote.server, 3);
    publish(&remote, &remote.new, 1);
    /* two more, the second of which began after the change */
    tiny_server_await(remote.server, tiny_server_count(remote.server) + 2);
    assert_int_equal(verdict(&remote, &remote.new), NOT_REFUSED);
    remote_stop(&remote);
}

/* ---- Away ----------------------------------------------------------------------------------------- */

static void an_issuer_never_reached_makes_the_service_unavailable(void **state)
{
    struct remote remote;

    (void)state;
    remote_start(&remote, EAGER); /* answers 503 */
    remote_run(&remote);
    assert_false(keys_complete(remote.keys));
    assert_int_equal(verdict(&remote, &remote.old), REFUSED_KEYS_AWAY);
    publish(&remote, &remote.old, 1);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    assert_true(keys_complete(remote.keys));
    remote_stop(&remote);
}

static void known_keys_outlast_their_issuer(void **state)
{
    struct remote remote;

    (void)state;
    remote_start(&remote, EAGER);
    publish(&remote, &remote.old, 1);
    keys_refresh(remote.keys);
    remote_run(&remote);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    tiny_server_say(remote.server, "503 Service Unavailable", "", "");
    keys_refresh(remote.keys);
    assert_true(keys_complete(remote.keys));
    assert_int_equal(remote.warnings, 1);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    assert_int_equal(verdict(&remote, &remote.new), REFUSED_KEYS_AWAY);
    keys_refresh(remote.keys);
    assert_int_equal(remote.warnings, 1); /* told once, not each time */
    publish(&remote, &remote.old, 1);
    keys_refresh(remote.keys);
    assert_string_equal(remote.last, "The issuer's keys can be read again.");
    assert_int_equal(verdict(&remote, &remote.new), REFUSED_KEY);
    remote_stop(&remote);
}

/* What comes instead of a key set, on a bad day or by a bad hand. */
static void nothing_but_a_key_set_replaces_the_keys(void **state)
{
    static char huge[300 * 1024];
    static const struct {
        const char *status;
        const char *body;
    } cases[] = {
        {"200 OK", ""},
        {"200 OK", "<html>sign in</html>"},
        {"200 OK", "{}"},
        {"200 OK", "[]"},
        {"200 OK", "{\"keys\":{}}"},
        {"200 OK", "{\"keys\":[],\"keys\":[]}"},
        {"200 OK", huge},
        {"204 No Content", ""},
        {"302 Found", ""},
        {"404 Not Found", "{\"keys\":[]}"},
        {"500 Internal Server Error", "{\"keys\":[]}"},
    };
    struct remote remote;
    char *location;

    (void)state;
    memset(huge, ' ', sizeof huge - 1);
    remote_start(&remote, EAGER);
    publish(&remote, &remote.old, 1);
    keys_refresh(remote.keys);
    location = mint_text("Location: %s\r\n", tiny_server_url(remote.server));
    for (size_t i = 0; i < COUNT(cases); i++) {
        tiny_server_say(remote.server, cases[i].status, location, cases[i].body);
        keys_refresh(remote.keys);
        assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
        assert_int_equal(tiny_server_count(remote.server), i + 2); /* no redirect is followed */
        assert_int_equal(remote.warnings, 1);
    }
    /* an issuer that takes all its keys back is believed */
    tiny_server_say(remote.server, "200 OK", "", "{\"keys\":[]}");
    keys_refresh(remote.keys);
    assert_int_equal(verdict(&remote, &remote.old), REFUSED_KEY);
    free(location);
    remote_stop(&remote);
}

/* ---- Callers who invent keys ---------------------------------------------------------------------- */

static void invented_keys_do_not_flood_the_issuer(void **state)
{
    struct key_settings settings = EAGER;
    struct remote remote;

    (void)state;
    settings.gap_ms = HOUR_MS;
    remote_start(&remote, settings);
    publish(&remote, &remote.old, 1);
    keys_refresh(remote.keys);
    remote_run(&remote);
    for (int i = 0; i < 50; i++)
        assert_int_equal(verdict(&remote, &remote.new), REFUSED_KEY);
    assert_int_equal(tiny_server_count(remote.server), 2);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    remote_stop(&remote);
}

/* A thread of the service serves many connections: all who wait lose no more than wait_ms together in one gap. */
static void a_silent_issuer_delays_the_service_once(void **state)
{
    struct key_settings settings = EAGER;
    struct remote remote;
    int64_t began;

    (void)state;
    settings.gap_ms = HOUR_MS;
    settings.wait_ms = 200;
    remote_start(&remote, settings);
    publish(&remote, &remote.old, 1);
    keys_refresh(remote.keys);
    remote_run(&remote);
    tiny_server_hang(remote.server);
    began = clock_monotonic_us();
    for (int i = 0; i < 20; i++)
        assert_int_equal(verdict(&remote, &remote.new), REFUSED_KEYS_AWAY);
    assert_in_range(clock_monotonic_us() - began, 150000, 2000000);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    remote_stop(&remote); /* and the end does not wait for it either */
    assert_in_range(clock_monotonic_us() - began, 0, 6000000);
}

/* ---- Configuration -------------------------------------------------------------------------------- */

static void an_issuer_can_be_replaced_and_removed(void **state)
{
    struct test_issuer issuer;
    struct fault fault;
    struct actor actor;
    char *token;

    (void)state;
    test_issuer_start(&issuer, 64);
    token = test_token(&issuer, "{}");
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    assert_true(keys_add_issuer(issuer.keys,
                                &(struct issuer){.iss = ISSUER_NAME,
                                                 .audience = "elsewhere",
                                                 .jwks = issuer.path,
                                                 .all_councils = true,
                                                 .scopes = SCOPES_ALL},
                                &fault));
    assert_int_equal(test_verdict(&issuer, token, &actor), REFUSED_AUDIENCE);
    free(token);
    token = test_token(&issuer, "{\"aud\":\"elsewhere\",\"council\":\"durham\"}");
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    assert_true(actor.roles == 0); /* this one may give none */
    keys_remove_issuer(issuer.keys, "https://nobody.example");
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    keys_remove_issuer(issuer.keys, ISSUER_NAME);
    assert_int_equal(test_verdict(&issuer, token, &actor), REFUSED_ISSUER);
    free(token);
    test_issuer_stop(&issuer);
}

/* The rows of a table, which an operator adds to while the service runs. */
static void listed_issuers_come_and_go(void **state)
{
    static const char *const before[] = {"middlesbrough"};
    static const char *const after[] = {"middlesbrough", "durham"};
    struct remote remote;
    struct issuer list[] = {
        {.iss = ISSUER_NAME, .councils = before, .council_count = 1},
        {.iss = HEARD_ISSUER, .jwks = "/nowhere", .all_councils = true},
        {.iss = ISSUER_NAME "/file", .jwks = "/nowhere", .all_councils = true},
    };
    struct fault fault;

    (void)state;
    remote_start(&remote, EAGER);
    keys_remove_issuer(remote.keys, ISSUER_NAME);
    remote.any_issuer = true;
    list[0].jwks = tiny_server_url(remote.server);
    publish(&remote, &remote.old, 1);
    assert_true(keys_add_issuer(remote.keys, &list[2], &fault));
    remote.warnings = 0;
    keys_list(remote.keys, list, COUNT(list));
    assert_int_equal(remote.warnings, 2); /* Heard's own name, and one that is known already */
    keys_refresh(remote.keys);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    assert_int_equal(tiny_server_count(remote.server), 1);
    /* the same again: the keys stay, nothing is read */
    keys_list(remote.keys, list, 1);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    /* another council joins: still the same keys */
    list[0].councils = after;
    list[0].council_count = 2;
    keys_list(remote.keys, list, 1);
    assert_int_equal(verdict(&remote, &remote.old), NOT_REFUSED);
    assert_int_equal(tiny_server_count(remote.server), 1);
    /* the first council leaves; then the issuer; what a file brought stays */
    list[0].councils = after + 1;
    list[0].council_count = 1;
    keys_list(remote.keys, list, 1);
    assert_int_equal(verdict(&remote, &remote.old), REFUSED_COUNCIL);
    keys_list(remote.keys, NULL, 0);
    assert_int_equal(verdict(&remote, &remote.old), REFUSED_ISSUER);
    assert_false(keys_complete(remote.keys)); /* the file's, whose file is away */
    remote_stop(&remote);
}

static void wrong_issuers_are_refused(void **state)
{
    static const char *const one[] = {"middlesbrough"};
    static const char *const odd[] = {"middles|brough"};
    const struct issuer right = {.iss = "https://a.example",
                                 .jwks = "https://a.example/jwks",
                                 .councils = one,
                                 .council_count = 1,
                                 .roles = ROLES_OF_ISSUERS};
    struct issuer wrong[8];
    struct keys *keys = keys_new(&EAGER);
    struct fault fault;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        wrong[i] = right;
    wrong[0].iss = "https://a.example|b";
    wrong[1].iss = "";
    wrong[2].iss = HEARD_ISSUER;
    wrong[3].iss = HEARD_DEVELOPMENT_ISSUER;
    wrong[4].jwks = NULL;
    wrong[5].council_count = 0;
    wrong[6].councils = odd;
    wrong[7].roles = ROLE_BIT(ROLE_SYSTEM);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        fault.text[0] = '\0';
        if (keys_add_issuer(keys, &wrong[i], &fault) || strlen(fault.text) < 20)
            fail_msg("wrong issuer %zu: %s", i, fault.text);
    }
    assert_true(keys_add_issuer(keys, &right, &fault));
    keys_free(keys);
}

static void issuers_come_from_a_file(void **state)
{
    static const struct {
        const char *text;
        const char *fault; /* part of the sentence; NULL: none */
    } cases[] = {
        {"[]", NULL},
        {"[{\"iss\":\"a\",\"jwks\":\"/nowhere/jwks\",\"councils\":\"all\"}]", NULL},
        {"[{\"iss\":\"a\",\"jwks\":\"https://a.example/k\",\"councils\":[\"sunderland\"],"
         "\"audience\":\"api\",\"scopes\":[\"complaints:read\"],\"roles\":[\"advocate\","
         "\"operator\"],"
         "\"private_network\":true}]",
         NULL},
        {"", "line 1"},
        {"{}", "array"},
        {"[7]", "Issuer 1 is not an object"},
        {"[{\"jwks\":\"/k\",\"councils\":\"all\"}]", "Issuer 1: iss"},
        {"[{\"iss\":\"a\",\"councils\":\"all\"}]", "Issuer 1: jwks"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\"}]", "Issuer 1: councils"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":[]}]", "Issuer 1: councils"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":[7]}]", "Issuer 1: councils"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":\"some\"}]", "Issuer 1: councils"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":\"all\",\"scope\":[]}]",
         "scope is not known"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":\"all\",\"scopes\":[\"all\"]}]", "scopes"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":\"all\",\"roles\":\"advocate\"}]", "roles"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":\"all\",\"roles\":[\"system\"]}]", "system"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":\"all\",\"private_network\":1}]",
         "private_network"},
        {"[{\"iss\":\"a\",\"jwks\":\"jwks.json\",\"councils\":\"all\"}]", "absolute path"},
        {"[{\"iss\":\"a\",\"jwks\":\"http://a.example/k\",\"councils\":\"all\"}]", "https"},
        {"[{\"iss\":\"a\",\"iss\":\"b\",\"jwks\":\"/k\",\"councils\":\"all\"}]", "line 1"},
        {"[{\"iss\":\"a\",\"jwks\":\"/k\",\"councils\":\"all\"},"
         "{\"iss\":\"a\",\"jwks\":\"/l\",\"councils\":\"all\"}]",
         "twice"},
    };
    char *directory = mint_directory();
    char *path = mint_text("%s/issuers.json", directory);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct keys *keys = keys_new(&EAGER);
        struct fault fault = {""};

        mint_file(path, cases[i].text);
        if (keys_add_issuers(keys, path, &fault) != (cases[i].fault == NULL) ||
            (cases[i].fault && !strstr(fault.text, cases[i].fault)))
            fail_msg("%s: %s", cases[i].text, fault.text);
        keys_free(keys);
    }
    free(path);
    mint_directory_remove(directory);
}

static void a_file_that_is_away_is_named(void **state)
{
    struct keys *keys = keys_new(&EAGER);
    struct fault fault;

    (void)state;
    assert_false(keys_add_issuers(keys, "/nowhere/issuers.json", &fault));
    assert_non_null(strstr(fault.text, "/nowhere/issuers.json"));
    assert_false(keys_add_issuers(keys, "issuers.json", &fault));
    assert_non_null(strstr(fault.text, "absolute"));
    keys_free(keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_key_is_read_when_a_token_brings_it),
        cmocka_unit_test(known_keys_are_never_read_for_a_request),
        cmocka_unit_test(a_removed_key_verifies_no_more_not_even_what_it_verified),
        cmocka_unit_test(a_key_exchanged_under_its_name_is_noticed),
        cmocka_unit_test(reading_the_same_keys_again_forgets_nothing),
        cmocka_unit_test(keys_are_read_again_on_schedule),
        cmocka_unit_test(an_issuer_never_reached_makes_the_service_unavailable),
        cmocka_unit_test(known_keys_outlast_their_issuer),
        cmocka_unit_test(nothing_but_a_key_set_replaces_the_keys),
        cmocka_unit_test(invented_keys_do_not_flood_the_issuer),
        cmocka_unit_test(a_silent_issuer_delays_the_service_once),
        cmocka_unit_test(an_issuer_can_be_replaced_and_removed),
        cmocka_unit_test(listed_issuers_come_and_go),
        cmocka_unit_test(wrong_issuers_are_refused),
        cmocka_unit_test(issuers_come_from_a_file),
        cmocka_unit_test(a_file_that_is_away_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
