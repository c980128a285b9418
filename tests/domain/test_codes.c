/* Codes and constants cannot drift; every limit and every violation has its paragraph. */
#include "given.h"

#include <ctype.h>

static const struct codes *const all[] = {
    &capacity_codes,      &function_codes,    &kind_codes,    &form_codes,
    &channel_codes,       &anonymity_codes,   &route_codes,   &role_codes,
    &status_codes,        &phase_codes,       &outcome_codes, &result_codes,
    &point_status_codes,  &proposal_codes,    &ground_codes,  &notice_codes,
    &limit_codes,         &clock_state_codes, &fact_codes,    &act_kind_codes,
    &authority_tie_codes, &case_tie_codes,    NULL,
};

static void every_code_is_found_again(void **state)
{
    (void)state;
    for (size_t i = 0; all[i]; i++) {
        for (int value = 1; (size_t)value < all[i]->count; value++)
            assert_int_equal(code_find(all[i], code_text(all[i], value)), value);
        assert_int_equal(code_find(all[i], "nonsense"), 0);
        assert_int_equal(code_find(all[i], NULL), 0);
        assert_null(code_text(all[i], 0));
        assert_null(code_text(all[i], (int)all[i]->count));
        assert_null(code_text(all[i], -1));
    }
    assert_int_equal(code_find(&status_codes, "stage1_responded"), STATUS_STAGE1_RESPONDED);
    assert_int_equal(code_find(&limit_codes, "update"), LIMIT_UPDATE);
}

static void every_limit_has_its_number_and_source(void **state)
{
    (void)state;
    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++) {
        const struct limit_rule *rule = limit_rule(limit);
        char number[8];

        (void)snprintf(number, sizeof number, "L%d", (int)limit);
        assert_int_equal(rule->limit, limit);
        assert_string_equal(rule->number, number);
        assert_true(strlen(rule->source) > 4 && strlen(rule->start_event) > 4 &&
                    strlen(rule->text) > 20);
        assert_true(rule->ceiling_days == DAYS_NONE || rule->ceiling_days >= rule->statutory_days);
        for (int i = 1; i < WARNINGS_MAX && rule->warn_days[i] != 0; i++)
            assert_true(rule->warn_days[i] > rule->warn_days[i - 1]);
    }
}

/* The figures of the regulations. */
static void the_statutory_lengths_are_those_of_the_regulations(void **state)
{
    static const struct {
        enum limit limit;
        int days, ceiling;
    } cases[] = {
        {LIMIT_STAGE_1, 10, 20},          {LIMIT_STAGE_2, 25, 65},
        {LIMIT_STAGE_2_ABSOLUTE, 65, 65}, {LIMIT_ASK_STAGE_3, 20, DAYS_NONE},
        {LIMIT_PANEL_MEETS, 30, 30},      {LIMIT_PANEL_REPORT, 5, 5},
        {LIMIT_FINAL_RESPONSE, 15, 15},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(limit_rule(cases[i].limit)->statutory_days, cases[i].days);
        assert_int_equal(limit_rule(cases[i].limit)->ceiling_days, cases[i].ceiling);
    }
    assert_int_equal(limit_rule(LIMIT_COMPLAIN)->years, 1);
    assert_int_equal(limit_rule(LIMIT_ACKNOWLEDGE)->statutory_days, DAYS_NONE);
}

static void every_violation_says_no_in_full(void **state)
{
#define VIOLATION(name, code, rule, source, detail, user_detail) #name,
    static const char *const names[] = {
#include "domain/violations.def"
    };
#undef VIOLATION

    (void)state;
    assert_int_equal(COUNT(names), VIOLATION_COUNT - 1);
    for (enum violation what = VIOLATION_NONE + 1; what < VIOLATION_COUNT; what++) {
        const struct violation_text *text = violation_text(what);
        const char *name = names[what - 1];

        assert_int_equal(strlen(text->code), strlen(name));
        for (size_t i = 0; name[i] != '\0'; i++)
            assert_int_equal(text->code[i], tolower((unsigned char)name[i]));
        if (strlen(text->rule) < 2 || strlen(text->source) < 4 || strlen(text->detail) < 10 ||
            strlen(text->user_detail) < 10)
            fail_msg("%s", text->code);
    }
    assert_true(violation_of_moment(VIOLATION_NOT_AT_THIS_POINT));
    assert_true(violation_of_moment(VIOLATION_ROLE_NOT_HELD));
    assert_false(violation_of_moment(VIOLATION_ROLE_MAY_NOT));
    assert_false(violation_of_moment(VIOLATION_EXTENSION_ONLY_COMPLEX));
}

static void violations_beyond_the_bound_are_let_go(void **state)
{
    struct violations violations = {0};

    (void)state;
    for (int i = 0; i < VIOLATIONS_MAX + 3; i++)
        violation_add(&violations, VIOLATION_REASONS_MISSING, "/reasons");
    assert_int_equal(violations.count, VIOLATIONS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_found_again),
        cmocka_unit_test(every_limit_has_its_number_and_source),
        cmocka_unit_test(the_statutory_lengths_are_those_of_the_regulations),
        cmocka_unit_test(every_violation_says_no_in_full),
        cmocka_unit_test(violations_beyond_the_bound_are_let_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
