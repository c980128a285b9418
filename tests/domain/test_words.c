/* What must be said and by whom it may be done: notices N1 to N10, decisions, the five bars on advocates, independence. */
#include "given.h"

#include "domain/advocate.h"
#include "domain/independence.h"
#include "domain/notice.h"
#include "domain/particulars.h"

static uint32_t item(enum notice_item item)
{
    return UINT32_C(1) << item;
}

/* The items that a letter of this kind needs, as bits. */
static uint32_t all_of(const struct letter *letter)
{
    struct violations violations = {0};
    struct letter empty = *letter;
    uint32_t items = 0;

    empty.items = 0;
    notice_check(&empty, &violations);
    for (size_t i = 0; i < violations.count; i++)
        for (size_t j = 0; j < notice_need_count; j++)
            if (notice_needs[j].violation == violations.items[i].what)
                items |= item(notice_needs[j].item);
    return items;
}

/* Rulebook 3.5: each item of each letter, left out one by one, is missed; all at once, all are. */
static void a_letter_says_everything_that_it_must_N1_to_N10(void **state)
{
    static const struct {
        struct letter letter;
        size_t needs;
    } cases[] = {
        {{.notice = NOTICE_ACKNOWLEDGEMENT, .stage = 1}, 6},
        {{.notice = NOTICE_ACKNOWLEDGEMENT, .stage = 1, .advocate_right = true}, 7},
        {{.notice = NOTICE_ACKNOWLEDGEMENT, .stage = 2}, 7},
        {{.notice = NOTICE_ACKNOWLEDGEMENT, .stage = 2, .advocate_right = true}, 8},
        {{.notice = NOTICE_HANDLER_NAMED, .stage = 1}, 3},
        {{.notice = NOTICE_ROUTED_ELSEWHERE}, 3},
        {{.notice = NOTICE_INTEREST_DECISION}, 1},
        {{.notice = NOTICE_INTEREST_DECISION, .refused = true}, 3},
        {{.notice = NOTICE_LATE_DECISION}, 2},
        {{.notice = NOTICE_LATE_DECISION, .refused = true}, 3},
        {{.notice = NOTICE_STAGE_1_EXTENSION, .stage = 1}, 3},
        {{.notice = NOTICE_RESOLUTION_TERMS, .stage = 1}, 2},
        {{.notice = NOTICE_STAGE_1_RESPONSE, .stage = 1}, 3},
        {{.notice = NOTICE_WITHDRAWAL_CONFIRMED}, 2},
        {{.notice = NOTICE_STAGE_2_EXTENSION, .stage = 2}, 2},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct letter letter = cases[i].letter;
        const uint32_t needed = all_of(&letter);
        struct violations violations = {0};

        notice_check(&letter, &violations);
        if (violations.count != cases[i].needs)
            fail_msg("%s needs %zu", code_text(&notice_codes, (int)letter.notice),
                     violations.count);
        for (enum notice_item left_out = 1; left_out < NOTICE_ITEM_COUNT; left_out++) {
            if ((needed & item(left_out)) == 0)
                continue;
            violations.count = 0;
            letter.items = needed & ~item(left_out);
            notice_check(&letter, &violations);
            assert_int_equal(violations.count, 1);
            assert_string_equal(violation_text(violations.items[0].what)->rule,
                                notice_number(letter.notice));
            assert_memory_equal(violations.items[0].pointer, "/detail/", strlen("/detail/"));
        }
        violations.count = 0;
        letter.items = needed;
        notice_check(&letter, &violations);
        assert_int_equal(violations.count, 0);
    }
}

/* Invariant 10. */
static void every_notice_goes_to_an_appointed_advocate_too(void **state)
{
    struct standing standing = {.advocate_appointed = true};
    enum role roles[RECIPIENTS_MAX];

    (void)state;
    assert_int_equal(notice_recipients(&standing, NOTICE_WITHDRAWAL_CONFIRMED, roles), 2);
    assert_int_equal(roles[0], ROLE_COMPLAINANT);
    assert_int_equal(roles[1], ROLE_ADVOCATE);
    standing.advocate_appointed = false;
    assert_int_equal(notice_recipients(&standing, NOTICE_STAGE_1_RESPONSE, roles), 1);
    assert_int_equal(notice_recipients(&standing, NOTICE_DECISION_TO_OTHERS, roles), 1);
    assert_int_equal(roles[0], ROLE_CHILD_SUBJECT);
    assert_string_equal(notice_number(NOTICE_STAGE_1_RESPONSE), "N8");
    assert_string_equal(notice_number(NOTICE_OVERDUE), "N17");
}

static size_t faults(const struct act *act, const struct particulars *given, const char *rule)
{
    struct violations violations = {0};
    size_t named = 0;

    particulars_check(act, given, &violations);
    for (size_t i = 0; i < violations.count; i++)
        named += strcmp(violation_text(violations.items[i].what)->rule, rule) == 0;
    assert_int_equal(violations.count, named);
    return violations.count;
}

static void a_decision_says_what_the_law_asks_invariant_13(void **state)
{
    const struct particulars nothing = {0};
    const struct particulars all = {true, true, true, true, true};
    struct particulars one_limb = all;
    struct act act = {.kind = ACT_DECIDE_LATE};
    struct violations violations = {0};

    (void)state;
    one_limb.limb_reasonable = false;
    assert_int_equal(faults(&act, &one_limb, "reg. 9(2)"), 1);
    particulars_check(&act, &nothing, &violations);
    assert_int_equal(violations.count, 3); /* reasons and both limbs */
    assert_int_equal(faults(&act, &all, ""), 0);
    act.kind = ACT_ROUTE;
    act.route = ROUTE_CORPORATE;
    assert_int_equal(faults(&act, &nothing, "T4"),
                     2); /* decisions 27: a reason and a second person */
    act.route = ROUTE_OTHER_BODY;
    assert_int_equal(faults(&act, &nothing, "T4"), 1);
    act.route = ROUTE_STATUTORY;
    assert_int_equal(faults(&act, &nothing, "T4"), 0);
    act.kind = ACT_EXTEND;
    assert_int_equal(faults(&act, &nothing, "rulebook 3.3"), 1);
    act.kind = ACT_CORRECT;
    violations.count = 0;
    particulars_check(&act, &nothing, &violations);
    assert_int_equal(violations.count, 2); /* reasons, second person */
    act.kind = ACT_DECIDE_INTEREST;
    violations.count = 0;
    particulars_check(&act, &nothing, &violations);
    assert_int_equal(violations.count, 2); /* reasons, the child's views */
}

/* Invariant 21: no request of the complainant needs a reason, a form, or a talk before. */
static void a_complainant_needs_no_reasons(void **state)
{
    static const enum act_kind kinds[] = {ACT_COMPLAIN,       ACT_ASK_STAGE_2,  ACT_WITHDRAW,
                                          ACT_ACCEPT_OUTCOME, ACT_ASK_ADVOCATE, ACT_STOP_EARLY,
                                          ACT_ASK_SKIP,       ACT_ANSWER};
    const struct particulars nothing = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++)
        assert_int_equal(faults(&(struct act){.kind = kinds[i]}, &nothing, ""), 0);
}

/* Invariant 17, ADV3. */
static void each_of_five_bars_keeps_an_advocate_out(void **state)
{
    const struct advocate_declarations clear = {DECLARED_NO, DECLARED_NO, DECLARED_NO, DECLARED_NO,
                                                DECLARED_NO};
    struct violations violations = {0};

    (void)state;
    advocate_check(&clear, &violations);
    assert_int_equal(violations.count, 0);
    for (size_t i = 0; i < ADVOCATE_BARS; i++) {
        struct advocate_declarations barred = clear;
        enum declared *const members[ADVOCATE_BARS] = {
            &barred.subject, &barred.manages_subject, &barred.manages_service,
            &barred.controls_resources, &barred.considers_for_the_council};

        *members[i] = DECLARED_YES;
        violations.count = 0;
        advocate_check(&barred, &violations);
        assert_int_equal(violations.count, 1);
        assert_int_equal(violations.items[0].what, advocate_bars[i].violation);
        assert_string_equal(violation_text(violations.items[0].what)->rule, "ADV3");
        assert_string_equal(violations.items[0].pointer + strlen("/declarations/"),
                            advocate_bars[i].member);
        *members[i] = UNDECLARED;
        violations.count = 0;
        advocate_check(&barred, &violations);
        assert_int_equal(violations.count, 1);
        assert_int_equal(violations.items[0].what, VIOLATION_ADVOCATE_UNDECLARED);
    }
}

/* Reg. 2(1), 19(3); rulebook 2. */
static void who_may_hold_a_role(void **state)
{
    static const struct {
        struct candidate candidate;
        const char *rule; /* NULL: may */
    } cases[] = {
        {{ROLE_STAGE1_HANDLER, AUTHORITY_TIE_OFFICER, CASE_TIE_NO}, NULL},
        {{ROLE_STAGE1_HANDLER, AUTHORITY_TIE_NONE, CASE_TIE_NONE}, NULL},
        {{ROLE_STAGE1_HANDLER, AUTHORITY_TIE_OFFICER, CASE_TIE_SUBJECT}, "rulebook 2"},
        {{ROLE_COMPLAINTS_MANAGER, AUTHORITY_TIE_OFFICER, CASE_TIE_SUBJECT}, "rulebook 2"},
        {{ROLE_COMPLAINTS_MANAGER, AUTHORITY_TIE_OFFICER, CASE_TIE_LINE_MANAGER_OF_SUBJECT}, NULL},
        {{ROLE_STAGE2_INVESTIGATOR, AUTHORITY_TIE_OFFICER, CASE_TIE_NO}, NULL},
        {{ROLE_STAGE2_INVESTIGATOR, AUTHORITY_TIE_OFFICER, CASE_TIE_LINE_MANAGER_OF_SUBJECT},
         "rulebook 2"},
        {{ROLE_STAGE2_INVESTIGATOR, AUTHORITY_TIE_NO, CASE_TIE_STAGE2_INDEPENDENT_PERSON},
         "rulebook 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_NO, CASE_TIE_NO}, NULL},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_NONE, CASE_TIE_NO}, "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_MEMBER, CASE_TIE_NO}, "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_OFFICER, CASE_TIE_NO}, "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_COUNTS_AS_AUTHORITY, CASE_TIE_NO},
         "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_SPOUSE_OF_MEMBER, CASE_TIE_NO}, "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_CIVIL_PARTNER_OF_MEMBER, CASE_TIE_NO},
         "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_SPOUSE_OF_OFFICER, CASE_TIE_NO}, "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_CIVIL_PARTNER_OF_OFFICER, CASE_TIE_NO},
         "reg. 2"},
        {{ROLE_STAGE2_INDEPENDENT_PERSON, AUTHORITY_TIE_NO, CASE_TIE_STAGE2_INVESTIGATOR},
         "rulebook 2"},
        {{ROLE_ADJUDICATING_OFFICER, AUTHORITY_TIE_OFFICER, CASE_TIE_STAGE1_HANDLER}, "rulebook 2"},
        {{ROLE_ADJUDICATING_OFFICER, AUTHORITY_TIE_OFFICER, CASE_TIE_NO}, NULL},
        {{ROLE_PANEL_MEMBER, AUTHORITY_TIE_NO, CASE_TIE_STAGE2_INDEPENDENT_PERSON}, "reg. 19(3)"},
        {{ROLE_PANEL_CHAIR, AUTHORITY_TIE_MEMBER, CASE_TIE_NO}, "reg. 2"},
        {{ROLE_COMPLAINANT, AUTHORITY_TIE_NONE, CASE_TIE_SUBJECT}, NULL},
        {{ROLE_SUBJECT, AUTHORITY_TIE_OFFICER, CASE_TIE_SUBJECT}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct violations violations = {0};

        independence_check(&cases[i].candidate, &violations);
        assert_int_equal(violations.count, cases[i].rule ? 1 : 0);
        if (cases[i].rule)
            assert_string_equal(violation_text(violations.items[0].what)->rule, cases[i].rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_says_everything_that_it_must_N1_to_N10),
        cmocka_unit_test(every_notice_goes_to_an_appointed_advocate_too),
        cmocka_unit_test(a_decision_says_what_the_law_asks_invariant_13),
        cmocka_unit_test(a_complainant_needs_no_reasons),
        cmocka_unit_test(each_of_five_bars_keeps_an_advocate_out),
        cmocka_unit_test(who_may_hold_a_role),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
