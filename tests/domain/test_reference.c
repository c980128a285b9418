/* What people call a complaint can be said, heard and checked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/lang.h"
#include "domain/reference.h"

static void a_reference_is_code_year_random_and_check(void **state)
{
    struct reference reference = reference_make("MBC", 2026, 0);

    (void)state;
    assert_int_equal(strncmp(reference.text, "MBC-26-000000-", 14), 0);
    assert_int_equal(strlen(reference.text), REFERENCE_LENGTH);
    assert_true(reference_right(reference.text));
}

static void every_single_slip_is_found(void **state)
{
    static const char others[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    struct reference right = reference_make("SUN", 2027, 0x2b3c4d5U);

    (void)state;
    for (size_t i = 0; i < REFERENCE_LENGTH; i++)
        for (size_t other = 0; right.text[i] != '-' && other < sizeof others - 1; other++) {
            struct reference wrong = right;

            wrong.text[i] = others[other];
            if (wrong.text[i] != right.text[i] && reference_right(wrong.text))
                fail_msg("%s passes for %s", wrong.text, right.text);
        }
}

static void two_characters_changed_about_are_found(void **state)
{
    struct reference right = reference_make("SUN", 2027, 0x1a2b3c4U);

    (void)state;
    for (size_t i = 7; i < 12; i++) {
        struct reference wrong = right;

        wrong.text[i] = right.text[i + 1];
        wrong.text[i + 1] = right.text[i];
        if (wrong.text[i] != right.text[i] && reference_right(wrong.text))
            fail_msg("%s passes for %s", wrong.text, right.text);
    }
}

static void what_is_no_reference_is_not_right(void **state)
{
    static const char *const wrong[] = {"",
                                        "MBC",
                                        "MBC-26-000000",
                                        "mbc-26-000000-0",
                                        "MBC_26_000000_0",
                                        "MBC-26-000000-0-and-more"};

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_false(reference_right(wrong[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_is_code_year_random_and_check),
        cmocka_unit_test(every_single_slip_is_found),
        cmocka_unit_test(two_characters_changed_about_are_found),
        cmocka_unit_test(what_is_no_reference_is_not_right),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
