/* Many threads verify while keys rotate, issuers come and go, and the cache is too small for everybody. Each answer must
 * be one that was right at some moment; the thread sanitizer watches the rest (-DHEARD_SANITIZE=thread). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "issuer.h"
#include "security/actor.h"

enum {
    THREADS = 6,
    ROUNDS = 1000,
    TOKENS = 40,
    ROTATIONS = 60
};

struct crowd {
    struct test_issuer issuer;
    struct mint_key second; /* comes and goes; the issuer's own key stays */
    char *steady[TOKENS];
    char *changing[TOKENS];
    char *forged;
    atomic_uint wrong;
};

static enum refusal ask(struct crowd *crowd, const char *token, const char *subject)
{
    struct actor actor;
    enum refusal why;

    if (token_verify(crowd->issuer.tokens, token, strlen(token), ISSUER_NOW, &actor, &why) ==
            NO_PROBLEM &&
        strcmp(actor.subject, subject) != 0)
        atomic_fetch_add(&crowd->wrong, 1); /* somebody else's actor: the worst that could be */
    return why;
}

static void *verify_much(void *context)
{
    struct crowd *crowd = context;
    char subject[16];

    for (int i = 0; i < ROUNDS; i++) {
        int which = i % TOKENS;
        enum refusal why;

        (void)snprintf(subject, sizeof subject, "u-%d", which);
        if (ask(crowd, crowd->steady[which], subject) != NOT_REFUSED)
            atomic_fetch_add(&crowd->wrong, 1);
        why = ask(crowd, crowd->changing[which], subject);
        if (why != NOT_REFUSED && why != REFUSED_KEY && why != REFUSED_KEYS_AWAY)
            atomic_fetch_add(&crowd->wrong, 1);
        if (ask(crowd, crowd->forged, "u-0") != REFUSED_SIGNATURE)
            atomic_fetch_add(&crowd->wrong, 1);
    }
    return NULL;
}

static void publish(struct crowd *crowd, bool both)
{
    char *jwks = mint_jwks((struct mint_key[]){crowd->issuer.ec, crowd->second}, both ? 2 : 1);

    mint_file(crowd->issuer.path, jwks);
    free(jwks);
}

static void *rotate_much(void *context)
{
    struct crowd *crowd = context;
    const struct issuer other = {.iss = "https://other.example",
                                 .jwks = crowd->issuer.path,
                                 .all_councils = true,
                                 .roles = ROLES_OF_ISSUERS};
    struct fault fault;

    for (int i = 0; i < ROTATIONS; i++) {
        publish(crowd, i % 2 == 0);
        keys_refresh(crowd->issuer.keys);
        if (!keys_add_issuer(crowd->issuer.keys, &other, &fault))
            atomic_fetch_add(&crowd->wrong, 1);
        (void)token_figures(crowd->issuer.tokens);
        if (i % 3 == 0)
            keys_remove_issuer(crowd->issuer.keys, other.iss);
    }
    return NULL;
}

static void crowd_start(struct crowd *crowd)
{
    *crowd = (struct crowd){.second = mint_key_new("P-256", "second")};
    test_issuer_start(&crowd->issuer, 16); /* less than there are tokens: entries fight for room */
    for (int i = 0; i < TOKENS; i++) {
        char *changes = mint_text("{\"sub\":\"u-%d\"}", i);
        char *claims = test_claims(changes);

        crowd->steady[i] = test_token(&crowd->issuer, changes);
        crowd->changing[i] =
            mint_token(&crowd->second, "ES256", ISSUER_HEADER("ES256", "second"), claims);
        free(claims);
        free(changes);
    }
    crowd->forged = mint_resign(crowd->steady[0], "forged", 6);
}

static void crowd_stop(struct crowd *crowd)
{
    for (int i = 0; i < TOKENS; i++) {
        free(crowd->steady[i]);
        free(crowd->changing[i]);
    }
    free(crowd->forged);
    mint_key_free(&crowd->second);
    test_issuer_stop(&crowd->issuer);
}

static void many_threads_never_get_a_wrong_answer(void **state)
{
    struct crowd crowd;
    pthread_t threads[THREADS + 1];
    struct fault fault;

    (void)state;
    crowd_start(&crowd);
    assert_true(keys_start(crowd.issuer.keys, &fault));
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, i == 0 ? rotate_much : verify_much, &crowd), 0);
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&crowd.wrong), 0);
    /* both ends were met: some were verified anew, some remembered */
    assert_true(token_figures(crowd.issuer.tokens).verified > TOKENS);
    assert_true(token_figures(crowd.issuer.tokens).remembered > 0);
    crowd_stop(&crowd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(many_threads_never_get_a_wrong_answer)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
