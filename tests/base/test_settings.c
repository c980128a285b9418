/* Settings: what is not known or does not fit stops the start with a sentence that names it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/settings.h"

static bool reads(const char *first, const char *second, char *sentence, size_t size)
{
    static char texts[2][256];
    char *environment[3] = {NULL, NULL, NULL};
    const char *given[] = {first, second};

    for (size_t i = 0; i < COUNT(given) && given[i]; i++) {
        (void)snprintf(texts[i], sizeof texts[i], "%s", given[i]);
        environment[i] = texts[i];
    }
    return settings_read(environment, sentence, size);
}

static void defaults_stand_where_nothing_is_given(void **state)
{
    char sentence[256] = "";

    (void)state;
    assert_true(reads("PATH=/bin", NULL, sentence, sizeof sentence));
    assert_string_equal(setting_text(SETTING_ENV), "production");
    assert_int_equal(setting_number(SETTING_PORT, 1), 8080);
    assert_int_equal(setting_number(SETTING_METRICS_PORT, 4711), 4711);
    assert_true(setting_on(SETTING_LOG_REQUESTS));
    assert_string_equal(setting_text(SETTING_DATABASE), "");
}

static void what_is_given_counts(void **state)
{
    char sentence[256] = "";

    (void)state;
    assert_true(reads("HEARD_PORT=9000", "HEARD_LOG_REQUESTS=off", sentence, sizeof sentence));
    assert_int_equal(setting_number(SETTING_PORT, 1), 9000);
    assert_false(setting_on(SETTING_LOG_REQUESTS));
}

static void what_does_not_fit_is_named(void **state)
{
    static const struct {
        const char *variable;
        const char *says;
    } cases[] = {
        {"HEARD_PORT=0", "HEARD_PORT must be a whole number from 1 to 65535, not \"0\"."},
        {"HEARD_PORT=65536", "HEARD_PORT must be"},
        {"HEARD_PORT=80x", "HEARD_PORT must be"},
        {"HEARD_PORT=-1", "HEARD_PORT must be"},
        {"HEARD_PORT= 80", "HEARD_PORT must be"},
        {"HEARD_PORT=", "HEARD_PORT must be"},
        {"HEARD_PORT=99999999999999999999", "HEARD_PORT must be"},
        {"HEARD_ENV=staging", "HEARD_ENV must be one of development|production"},
        {"HEARD_ENV=", "HEARD_ENV must be"},
        {"HEARD_ENV=devel", "HEARD_ENV must be"},
        {"HEARD_LOG_REQUESTS=yes", "HEARD_LOG_REQUESTS must be one of on|off"},
        {"HEARD_LISTEN=a\nb", "HEARD_LISTEN holds a control character."},
        {"HEARD_PROT=80", "HEARD_PROT is not a setting of Heard"},
        {"HEARD_=1", "HEARD_ is not a setting of Heard"},
        {"HEARD_PORTS=80", "perhaps HEARD_PORT"},
        {"HEARD_NOTHING", "HEARD_NOTHING is not a setting of Heard"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char sentence[256] = "";

        if (reads(cases[i].variable, NULL, sentence, sizeof sentence) ||
            !strstr(sentence, cases[i].says))
            fail_msg("%s: \"%s\"", cases[i].variable, sentence);
    }
}

static void empty_fits_where_it_means_something(void **state)
{
    char sentence[256] = "";

    (void)state;
    assert_true(reads("HEARD_SANDBOXES=", "HEARD_METRICS_PORT=", sentence, sizeof sentence));
    assert_string_equal(setting_text(SETTING_SANDBOXES), "");
    assert_int_equal(setting_number(SETTING_METRICS_PORT, 8081), 8081);
}

static void a_sentence_never_repeats_a_secret(void **state)
{
    char sentence[256] = "";

    (void)state;
    assert_false(reads("HEARD_DATABASE=password=hush\n", NULL, sentence, sizeof sentence));
    assert_null(strstr(sentence, "hush"));
    assert_non_null(strstr(sentence, "HEARD_DATABASE"));
}

static void reading_again_forgets_what_was_before(void **state)
{
    char sentence[256] = "";

    (void)state;
    assert_true(reads("HEARD_PORT=9000", NULL, sentence, sizeof sentence));
    assert_true(reads("HEARD_ENV=development", NULL, sentence, sizeof sentence));
    assert_int_equal(setting_number(SETTING_PORT, 1), 8080);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_stand_where_nothing_is_given),
        cmocka_unit_test(what_is_given_counts),
        cmocka_unit_test(what_does_not_fit_is_named),
        cmocka_unit_test(empty_fits_where_it_means_something),
        cmocka_unit_test(a_sentence_never_repeats_a_secret),
        cmocka_unit_test(reading_again_forgets_what_was_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
