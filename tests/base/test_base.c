/* The floor: memory of a request, ids, and the rows of problems. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/problem.h"

static void what_an_arena_gives_is_empty_apart_and_aligned(void **state)
{
    struct arena arena = {NULL};
    unsigned char *taken[64];

    (void)state;
    for (size_t i = 0; i < COUNT(taken); i++) {
        const size_t size = i * 37 + 1;

        taken[i] = arena_take(&arena, size);
        assert_int_equal((uintptr_t)taken[i] % _Alignof(max_align_t), 0);
        for (size_t at = 0; at < size; at++)
            assert_int_equal(taken[i][at], 0);
        memset(taken[i], (int)i, size);
    }
    for (size_t i = 0; i < COUNT(taken); i++)
        for (size_t at = 0; at < i * 37 + 1; at++)
            assert_int_equal(taken[i][at], i);
    arena_free(&arena);
}

static void an_arena_takes_what_is_larger_than_its_blocks(void **state)
{
    struct arena arena = {NULL};
    char *large;

    (void)state;
    large = arena_take(&arena, 1000000);
    memset(large, 'x', 1000000);
    assert_string_equal(arena_text(&arena, "after"), "after");
    assert_int_equal(large[999999], 'x');
    arena_reset(&arena);
    large = arena_take(&arena, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(large[i], 0); /* given back, and empty again */
    arena_free(&arena);
    assert_null(arena.newest);
}

static void texts_are_copied_cut_and_printed(void **state)
{
    struct arena arena = {NULL};

    (void)state;
    assert_string_equal(arena_copy(&arena, "complaint", 4), "comp");
    assert_null(arena_text(&arena, NULL));
    assert_string_equal(arena_text(&arena, ""), "");
    assert_string_equal(arena_print(&arena, "%d working days, %s", 10, "or sooner"),
                        "10 working days, or sooner");
    arena_free(&arena);
}

static void new_ids_are_uuids_of_version_7_in_the_order_of_time(void **state)
{
    struct id early = id_new(1780272000000);
    struct id late = id_new(1780272000001);
    struct id read;

    (void)state;
    assert_int_equal(strlen(early.text), ID_LENGTH);
    assert_true(id_parse(early.text, ID_LENGTH, &read));
    assert_true(id_same(early, read));
    assert_int_equal(early.text[14], '7');
    assert_non_null(strchr("89ab", early.text[19]));
    assert_true(strcmp(early.text, late.text) < 0);
    for (int i = 0; i < 100; i++)
        assert_false(id_same(id_new(1), id_new(1)));
}

static void only_canonical_uuids_are_read(void **state)
{
    static const struct {
        const char *text;
        const char *read; /* NULL: refused */
    } cases[] = {
        {"019014b4-7c00-7abc-8def-0123456789ab", "019014b4-7c00-7abc-8def-0123456789ab"},
        {"019014B4-7C00-7ABC-8DEF-0123456789AB", "019014b4-7c00-7abc-8def-0123456789ab"},
        {"019014b4-7c00-7abc-8def-0123456789a", NULL},
        {"019014b4-7c00-7abc-8def-0123456789abc", NULL},
        {"019014b47c00-7abc-8def-0123456789ab-", NULL},
        {"019014b4-7c00-7abc-8def-0123456789ag", NULL},
        {"019014b4_7c00_7abc_8def_0123456789ab", NULL},
        {"{19014b4-7c00-7abc-8def-0123456789ab", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct id id = {"untouched"};
        const bool right = id_parse(cases[i].text, strlen(cases[i].text), &id);

        assert_int_equal(right, cases[i].read != NULL);
        assert_string_equal(id.text, cases[i].read ? cases[i].read : "untouched");
    }
    assert_true(id_none((struct id){""}));
    assert_false(id_none(id_new(1)));
}

static void every_problem_is_a_row_that_says_enough(void **state)
{
    (void)state;
    for (enum problem problem = NO_PROBLEM + 1; problem < PROBLEM_COUNT; problem++) {
        const struct problem_text *text = problem_text(problem);

        assert_true(text->status >= 400 && text->status < 600);
        if (strlen(text->slug) < 4 || strlen(text->title) < 8 || strlen(text->detail) < 20 ||
            strlen(text->user_detail) < 10)
            fail_msg("%s", text->slug);
        for (enum problem other = NO_PROBLEM + 1; other < problem; other++)
            assert_string_not_equal(text->slug, problem_text(other)->slug);
    }
    assert_int_equal(problem_text(PROBLEM_RULE_BROKEN)->status, 422);
    assert_int_equal(problem_text(PROBLEM_NOT_ALLOWED_NOW)->status, 409);
}

static void the_clocks_go_forward(void **state)
{
    const int64_t first = clock_monotonic_us();

    (void)state;
    assert_true(clock_monotonic_us() >= first);
    assert_true(clock_unix_ms() > INT64_C(1700000000000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_arena_gives_is_empty_apart_and_aligned),
        cmocka_unit_test(an_arena_takes_what_is_larger_than_its_blocks),
        cmocka_unit_test(texts_are_copied_cut_and_printed),
        cmocka_unit_test(new_ids_are_uuids_of_version_7_in_the_order_of_time),
        cmocka_unit_test(only_canonical_uuids_are_read),
        cmocka_unit_test(every_problem_is_a_row_that_says_enough),
        cmocka_unit_test(the_clocks_go_forward),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
