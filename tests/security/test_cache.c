/* Verified tokens are remembered: no more than there is room for, the latest used longest, none past its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "cache.h"
#include "issuer.h"

static const struct cache_moment moment = {.generation = 1, .now_s = 1000};

/* A token's digest: all of one set, since the first eight bytes choose it, told apart by the last. */
static struct sha256 digest(uint8_t number)
{
    struct sha256 made = {{0}};

    made.bytes[SHA256_BYTES - 1] = number;
    return made;
}

static void keep(struct cache *cache, uint8_t number, int64_t expires_at)
{
    struct sha256 token = digest(number);
    struct actor actor = {.expires_at = expires_at, .roles = number};

    cache_keep(cache, &token, moment, &actor);
}

static bool found(struct cache *cache, uint8_t number, struct cache_moment when)
{
    struct sha256 token = digest(number);
    struct actor actor = {.roles = 0};
    bool there = cache_find(cache, &token, when, &actor);

    if (there)
        assert_int_equal(actor.roles, number);
    return there;
}

static void what_is_kept_is_found(void **state)
{
    struct cache *cache = cache_new(8);

    (void)state;
    assert_false(found(cache, 1, moment));
    keep(cache, 1, 2000);
    assert_true(found(cache, 1, moment));
    assert_false(found(cache, 2, moment));
    assert_int_equal(cache_count(cache, moment), 1);
    cache_free(cache);
}

static void the_least_recently_used_gives_way(void **state)
{
    struct cache *cache = cache_new(8);

    (void)state;
    for (uint8_t number = 1; number <= 8; number++)
        keep(cache, number, 2000);
    assert_true(found(cache, 1, moment)); /* so that 2 is the oldest */
    keep(cache, 9, 2000);
    assert_false(found(cache, 2, moment));
    assert_true(found(cache, 1, moment));
    for (uint8_t number = 3; number <= 9; number++)
        assert_true(found(cache, number, moment));
    assert_int_equal(cache_count(cache, moment), 8);
    cache_free(cache);
}

static void keeping_again_takes_no_second_place(void **state)
{
    struct cache *cache = cache_new(8);

    (void)state;
    for (int i = 0; i < 20; i++)
        keep(cache, 1, 2000);
    assert_int_equal(cache_count(cache, moment), 1);
    cache_free(cache);
}

static void an_entry_ends_with_its_token(void **state)
{
    struct cache *cache = cache_new(8);

    (void)state;
    keep(cache, 1, 2000);
    assert_true(found(cache, 1, (struct cache_moment){1, 1999}));
    assert_false(found(cache, 1, (struct cache_moment){1, 2000}));
    cache_free(cache);
}

static void the_dead_give_way_before_the_living(void **state)
{
    struct cache *cache = cache_new(8);

    (void)state;
    keep(cache, 1, 2000);
    keep(cache, 2, 1001);
    for (uint8_t number = 3; number <= 8; number++)
        keep(cache, number, 2000);
    assert_true(found(cache, 2, moment)); /* used last, but over a second later */
    {
        struct sha256 token = digest(9);
        struct actor actor = {.expires_at = 2000, .roles = 9};

        cache_keep(cache, &token, (struct cache_moment){1, 1001}, &actor);
    }
    for (uint8_t number = 3; number <= 9; number++)
        assert_true(found(cache, number, (struct cache_moment){1, 1001}));
    assert_true(found(cache, 1, (struct cache_moment){1, 1001}));
    cache_free(cache);
}

static void nothing_outlives_its_generation_of_keys(void **state)
{
    struct cache *cache = cache_new(8);

    (void)state;
    keep(cache, 1, 2000);
    assert_false(found(cache, 1, (struct cache_moment){2, 1000}));
    assert_int_equal(cache_count(cache, (struct cache_moment){2, 1000}), 0);
    cache_free(cache);
}

static void a_cache_without_room_keeps_nothing(void **state)
{
    struct cache *cache = cache_new(0);

    (void)state;
    keep(cache, 1, 2000);
    assert_false(found(cache, 1, moment));
    assert_int_equal(cache_count(cache, moment), 0);
    cache_free(cache);
}

/* ---- Through the verifier ------------------------------------------------------------------------- */

static void a_token_is_verified_once(void **state)
{
    struct test_issuer issuer;
    struct actor first;
    struct actor second;
    char *token;

    (void)state;
    test_issuer_start(&issuer, 8);
    token = test_token(&issuer, "{}");
    assert_int_equal(test_verdict(&issuer, token, &first), NOT_REFUSED);
    assert_int_equal(test_verdict(&issuer, token, &second), NOT_REFUSED);
    assert_memory_equal(&first, &second, sizeof first);
    assert_int_equal(token_figures(issuer.tokens).verified, 1);
    assert_int_equal(token_figures(issuer.tokens).remembered, 1);
    assert_int_equal(token_figures(issuer.tokens).refused, 0);
    free(token);
    test_issuer_stop(&issuer);
}

static void a_remembered_token_still_expires(void **state)
{
    struct test_issuer issuer;
    struct actor actor;
    enum refusal why;
    char *token;

    (void)state;
    test_issuer_start(&issuer, 8);
    token = test_token(&issuer, "{}"); /* 600 s, and 60 s of leeway */
    assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
    assert_int_equal(
        token_verify(issuer.tokens, token, strlen(token), ISSUER_NOW + 659, &actor, &why),
        NO_PROBLEM);
    assert_int_equal(token_figures(issuer.tokens).remembered, 1);
    assert_int_equal(
        token_verify(issuer.tokens, token, strlen(token), ISSUER_NOW + 660, &actor, &why),
        PROBLEM_UNAUTHENTICATED);
    assert_int_equal(why, REFUSED_EXPIRED);
    free(token);
    test_issuer_stop(&issuer);
}

static void many_tokens_take_no_more_room(void **state)
{
    struct test_issuer issuer;
    struct actor actor;

    (void)state;
    test_issuer_start(&issuer, 32);
    for (int i = 0; i < 400; i++) {
        char *changes = mint_text("{\"sub\":\"u-%d\"}", i);
        char *token = test_token(&issuer, changes);

        assert_int_equal(test_verdict(&issuer, token, &actor), NOT_REFUSED);
        free(changes);
        free(token);
    }
    assert_in_range(token_figures(issuer.tokens).kept, 24, 32);
    assert_int_equal(token_figures(issuer.tokens).verified, 400);
    test_issuer_stop(&issuer);
}

static void refused_tokens_are_not_remembered(void **state)
{
    struct test_issuer issuer;
    struct actor actor;
    char *token;

    (void)state;
    test_issuer_start(&issuer, 8);
    token = test_token(&issuer, "{\"aud\":\"other\"}");
    for (int i = 0; i < 3; i++)
        assert_int_equal(test_verdict(&issuer, token, &actor), REFUSED_AUDIENCE);
    assert_int_equal(token_figures(issuer.tokens).kept, 0);
    assert_int_equal(token_figures(issuer.tokens).refused, 3);
    free(token);
    test_issuer_stop(&issuer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_found),
        cmocka_unit_test(the_least_recently_used_gives_way),
        cmocka_unit_test(keeping_again_takes_no_second_place),
        cmocka_unit_test(an_entry_ends_with_its_token),
        cmocka_unit_test(the_dead_give_way_before_the_living),
        cmocka_unit_test(nothing_outlives_its_generation_of_keys),
        cmocka_unit_test(a_cache_without_room_keeps_nothing),
        cmocka_unit_test(a_token_is_verified_once),
        cmocka_unit_test(a_remembered_token_still_expires),
        cmocka_unit_test(many_tokens_take_no_more_room),
        cmocka_unit_test(refused_tokens_are_not_remembered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
