/* From receipt to the start of stage 1: T1 to T7 and T13 (rulebook 3.3), each on its last day and the day after. */
#include "given.h"

#define MANAGER .by = ROLE_COMPLAINTS_MANAGER
#define CHILD .by = ROLE_COMPLAINANT

/* Mon 1 June 2026: day 5 is 8 June, day 10 is 15 June, day 20 is 29 June. */
static const struct date received = {2026, 6, 1};

static struct told told;

static const struct clock *stage_1(struct date day)
{
    return &standing_on(&told, day)->clocks[LIMIT_STAGE_1];
}

static void a_complaint_needs_nothing_and_starts_everything_T1(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    assert_int_equal(standing_on(&told, received)->status, STATUS_NONE);
    done(&told, .kind = ACT_COMPLAIN, .on = received, CHILD);
    assert_status(&told, received, RECEIVED);
    assert_int_equal(standing_on(&told, received)->phase, PHASE_INTAKE);
    assert_int_equal(standing_on(&told, received)->point_count, 1);
    assert_int_equal(standing_on(&told, received)->procedure, ROUTE_UNDECIDED);
    assert_day(stage_1(received)->due, DAY(2026, 6, 15)); /* clocks run as if eligible */
    assert_day(standing_on(&told, received)->clocks[LIMIT_ACKNOWLEDGE].due, DAY(2026, 6, 2));
    assert_day(standing_on(&told, received)->clocks[LIMIT_NAME_HANDLER].due, DAY(2026, 6, 4));
    refused(&told, ALREADY_RECEIVED, COMPLAINT(received));
    assert_int_equal(try_act(&told, (struct act){COMPLAINT(received)}), PROBLEM_NOT_ALLOWED_NOW);
}

static void nothing_can_be_done_before_receipt(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received));
    refused(&told, NOT_RECEIVED, .kind = ACT_ASK_STAGE_2, .on = DAY(2026, 5, 31), CHILD);
}

/* What happened is dated by its receipt: a letter of Friday that comes on Monday. */
static void clocks_run_from_receipt_not_from_writing(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(DAY(2026, 5, 29)), .received_on = received);
    assert_day(standing_on(&told, received)->received_on, received);
    assert_int_equal(standing_on(&told, DAY(2026, 5, 31))->status, STATUS_NONE);
    assert_day(stage_1(received)->due, DAY(2026, 6, 15));
}

static void a_classified_complaint_is_at_stage_1_on_day_0_T3_T13(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, .kind = ACT_COMPLAIN, .on = received, CHILD);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_CLASSIFY, .on = received, CHILD,
            .capacity = CAPACITY_PARENT);
    refused(&told, CAPACITY_MISSING, .kind = ACT_CLASSIFY, .on = received, MANAGER);
    done(&told, .kind = ACT_CLASSIFY, .on = DAY(2026, 6, 3), MANAGER,
         .capacity = CAPACITY_FOSTER_PARENT);
    assert_status(&told, DAY(2026, 6, 2), RECEIVED);
    assert_status(&told, DAY(2026, 6, 3), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 3))->starts_on, received); /* T13: receipt, reg. 14(3)(c) */
    assert_int_equal(standing_on(&told, DAY(2026, 6, 3))->procedure, ROUTE_STATUTORY);
    assert_day(standing_on(&told, DAY(2026, 6, 3))->stage_from[1], received);
}

static void screening_is_the_managers_T3_T8(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(received));
    refused(&told, ROLE_MAY_NOT, .kind = ACT_CLASSIFY, .on = received, .by = ROLE_INTAKE_OFFICER,
            .capacity = CAPACITY_PARENT);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_PROPOSE, .of = PROPOSAL_EARLY_RESOLUTION,
            .on = received, .by = ROLE_STAGE1_HANDLER);
}

static void points_go_elsewhere_one_by_one_and_the_last_takes_the_complaint_T4(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received), .points = 3);
    refused(&told, ROUTE_MISSING, .kind = ACT_ROUTE, .on = received, MANAGER, .points = 1);
    refused(&told, POINT_UNKNOWN, .kind = ACT_ROUTE, .on = received, MANAGER, .points = 4,
            .route = ROUTE_CORPORATE);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_ROUTE, .on = received, .by = ROLE_INTAKE_OFFICER,
            .route = ROUTE_CORPORATE);
    refused(&told, NOTHING_TO_TELL, .kind = ACT_SEND_NOTICE, .notice = NOTICE_ROUTED_ELSEWHERE,
            .on = received, MANAGER);
    done(&told, .kind = ACT_ROUTE, .on = received, MANAGER, .points = 1, .route = ROUTE_CORPORATE);
    assert_status(&told, received, STAGE1);
    assert_int_equal(standing_on(&told, received)->procedure, ROUTE_MIXED);
    done(&told, .kind = ACT_SEND_NOTICE, .notice = NOTICE_ROUTED_ELSEWHERE, .on = received,
         MANAGER);
    done(&told, .kind = ACT_ROUTE, .on = DAY(2026, 6, 2), MANAGER, .points = 2,
         .route = ROUTE_OTHER_BODY);
    assert_status(&told, DAY(2026, 6, 2), OUT_OF_SCOPE);
    assert_int_equal(stage_1(DAY(2026, 6, 2))->state, CLOCK_CANCELLED);
    assert_false(standing_on(&told, DAY(2026, 6, 2))->counted_as_statutory);
    refused(&told, ALREADY_ENDED, .kind = ACT_ASK_STAGE_2, .on = DAY(2026, 6, 2), CHILD);
    done(&told, .kind = ACT_ROUTE, .on = DAY(2026, 6, 3), MANAGER, .points = 2,
         .route = ROUTE_STATUTORY);
    assert_status(&told, DAY(2026, 6, 3), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 3))->due,
               DAY(2026, 6, 15)); /* a wrong turn costs the complainant nothing */
}

static void only_three_capacities_need_a_decision_of_interest_T5_T6(void **state)
{
    (void)state;
    for (enum capacity capacity = CAPACITY_CHILD_LOOKED_AFTER; capacity < CAPACITY_COUNT;
         capacity++) {
        const bool needed = capacity == CAPACITY_OTHER_26_3_E ||
                            capacity == CAPACITY_OTHER_26_3B_B ||
                            capacity == CAPACITY_OTHER_26_3C_C;

        tell_under(&told, "statutory");
        done(&told, COMPLAINT_OF(received, capacity));
        if (!needed) {
            refused(&told, INTEREST_NOT_ASKED, .kind = ACT_DECIDE_INTEREST, .on = received, MANAGER,
                    .agreed = true);
            continue;
        }
        assert_status(&told, received, AWAITING_INTEREST_DECISION);
        assert_true(date_none(stage_1(received)->due));
        refused(&told, INTEREST_UNDECIDED, .kind = ACT_ACCEPT_OUTCOME, .on = received, CHILD);
        done(&told, .kind = ACT_DECIDE_INTEREST, .on = DAY(2026, 6, 8), MANAGER, .agreed = true);
        assert_status(&told, DAY(2026, 6, 8), STAGE1);
        assert_day(stage_1(DAY(2026, 6, 8))->starts_on, DAY(2026, 6, 8));
        assert_string_equal(stage_1(DAY(2026, 6, 8))->started_by,
                            "decision of sufficient interest");
        refused(&told, INTEREST_NOT_ASKED, .kind = ACT_DECIDE_INTEREST, .on = DAY(2026, 6, 9),
                MANAGER);
        done(&told, .kind = ACT_SEND_NOTICE, .notice = NOTICE_INTEREST_DECISION,
             .on = DAY(2026, 6, 9), MANAGER);
    }
}

static void a_refusal_of_interest_ends_the_complaint_T6(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT_OF(received, CAPACITY_OTHER_26_3_E));
    done(&told, .kind = ACT_DECIDE_INTEREST, .on = DAY(2026, 6, 4), MANAGER, .agreed = false);
    assert_status(&told, DAY(2026, 6, 4), NOT_ACCEPTED);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 4))->outcome, OUTCOME_NOT_ACCEPTED);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 4))->clocks[LIMIT_ACKNOWLEDGE].state,
                     CLOCK_MISSED);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 4))->clocks[LIMIT_NAME_HANDLER].state,
                     CLOCK_CANCELLED);
    assert_int_equal(stage_1(DAY(2026, 6, 4))->state, CLOCK_CANCELLED);
    assert_true(standing_on(&told, DAY(2026, 6, 4))->counted_as_statutory);
}

/* Classified late: the clock that ran as if eligible waits for the decision, but a limit already missed stays missed. */
static void a_late_classification_erases_no_miss(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, .kind = ACT_COMPLAIN, .on = received, CHILD);
    done(&told, .kind = ACT_CLASSIFY, .on = DAY(2026, 6, 15), MANAGER,
         .capacity = CAPACITY_OTHER_26_3_E);
    assert_int_equal(stage_1(DAY(2026, 6, 16))->state, CLOCK_RUNNING);
    assert_true(date_none(stage_1(DAY(2026, 6, 16))->due));
    tell_under(&told, "statutory");
    done(&told, .kind = ACT_COMPLAIN, .on = received, CHILD);
    done(&told, .kind = ACT_CLASSIFY, .on = DAY(2026, 6, 16), MANAGER,
         .capacity = CAPACITY_OTHER_26_3_E);
    assert_status(&told, DAY(2026, 6, 16), AWAITING_INTEREST_DECISION);
    assert_int_equal(stage_1(DAY(2026, 6, 16))->state, CLOCK_MISSED);
}

/* Reg. 9(1): a calendar year, whose last day counts. */
static void a_complaint_after_a_year_waits_for_a_decision_T7(void **state)
{
    static const struct {
        struct date grounds, received;
        bool late;
    } cases[] = {
        {{2025, 6, 1}, {2026, 6, 1}, false},   {{2025, 5, 31}, {2026, 6, 1}, true},
        {{2024, 2, 29}, {2025, 2, 28}, false}, {{2024, 2, 29}, {2025, 3, 1}, true},
        {{2026, 6, 1}, {2026, 6, 1}, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        tell_under(&told, "statutory");
        done(&told, COMPLAINT(cases[i].received), .until = cases[i].grounds);
        assert_int_equal(standing_on(&told, cases[i].received)->status == STATUS_LATE_DECISION,
                         cases[i].late);
        if (!cases[i].late)
            refused(&told, LATE_NOT_ASKED, .kind = ACT_DECIDE_LATE, .on = cases[i].received,
                    MANAGER, .agreed = true);
    }
}

static void a_late_complaint_once_accepted_counts_from_receipt_T7(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received), .until = DAY(2024, 1, 1));
    assert_true(date_none(stage_1(received)->due));
    done(&told, .kind = ACT_DECIDE_LATE, .on = DAY(2026, 6, 4), MANAGER, .agreed = true);
    assert_status(&told, DAY(2026, 6, 4), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 4))->due, DAY(2026, 6, 15));
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received), .until = DAY(2024, 1, 1));
    done(&told, .kind = ACT_DECIDE_LATE, .on = DAY(2026, 6, 4), MANAGER, .agreed = false);
    assert_status(&told, DAY(2026, 6, 4), NOT_ACCEPTED);
}

/* A correction that makes the refusal needless takes the complaint back. */
static void a_refusal_falls_with_what_it_rested_on(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received), .until = DAY(2024, 1, 1));
    done(&told, .kind = ACT_DECIDE_LATE, .on = DAY(2026, 6, 4), MANAGER, .agreed = false);
    done(&told, .kind = ACT_CORRECT, .on = DAY(2026, 6, 8), MANAGER, .fact = FACT_GROUNDS_AROSE_ON,
         .corrects = 1, .until = DAY(2026, 1, 1));
    assert_status(&told, DAY(2026, 6, 7), NOT_ACCEPTED); /* both results can be read */
    assert_status(&told, DAY(2026, 6, 8), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 8))->due, DAY(2026, 6, 15));
}

static void both_decisions_may_be_needed(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT_OF(received, CAPACITY_OTHER_26_3_E), .until = DAY(2024, 1, 1));
    done(&told, .kind = ACT_DECIDE_LATE, .on = DAY(2026, 6, 2), MANAGER, .agreed = true);
    assert_status(&told, DAY(2026, 6, 2), AWAITING_INTEREST_DECISION);
    done(&told, .kind = ACT_DECIDE_INTEREST, .on = DAY(2026, 6, 3), MANAGER, .agreed = true);
    assert_status(&told, DAY(2026, 6, 3), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 3))->starts_on, DAY(2026, 6, 3));
}

static void an_anonymous_letter_has_no_clock_until_it_is_classified(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, .kind = ACT_COMPLAIN, .on = received, CHILD, .anonymity = ANONYMITY_ANONYMOUS,
         .form = FORM_WRITTEN);
    assert_status(&told, received, SCREENING);
    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++)
        assert_int_equal(standing_on(&told, received)->clocks[limit].state, CLOCK_NONE);
    assert_false(standing_on(&told, received)->counted_as_statutory);
    done(&told, .kind = ACT_CLASSIFY, .on = DAY(2026, 6, 2), MANAGER,
         .capacity = CAPACITY_CHILD_LOOKED_AFTER);
    assert_status(&told, DAY(2026, 6, 2), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 2))->due, DAY(2026, 6, 15));
}

static void a_case_of_a_voluntary_organisation_waits_to_be_redirected(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT_OF(received, CAPACITY_VOLUNTARY_ORG_CASE));
    assert_status(&told, received, SCREENING);
    assert_int_equal(stage_1(received)->state, CLOCK_NONE);
    done(&told, .kind = ACT_ROUTE, .on = received, MANAGER, .route = ROUTE_OTHER_BODY);
    assert_status(&told, received, OUT_OF_SCOPE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_needs_nothing_and_starts_everything_T1),
        cmocka_unit_test(nothing_can_be_done_before_receipt),
        cmocka_unit_test(clocks_run_from_receipt_not_from_writing),
        cmocka_unit_test(a_classified_complaint_is_at_stage_1_on_day_0_T3_T13),
        cmocka_unit_test(screening_is_the_managers_T3_T8),
        cmocka_unit_test(points_go_elsewhere_one_by_one_and_the_last_takes_the_complaint_T4),
        cmocka_unit_test(only_three_capacities_need_a_decision_of_interest_T5_T6),
        cmocka_unit_test(a_refusal_of_interest_ends_the_complaint_T6),
        cmocka_unit_test(a_late_classification_erases_no_miss),
        cmocka_unit_test(a_complaint_after_a_year_waits_for_a_decision_T7),
        cmocka_unit_test(a_late_complaint_once_accepted_counts_from_receipt_T7),
        cmocka_unit_test(a_refusal_falls_with_what_it_rested_on),
        cmocka_unit_test(both_decisions_may_be_needed),
        cmocka_unit_test(an_anonymous_letter_has_no_clock_until_it_is_classified),
        cmocka_unit_test(a_case_of_a_voluntary_organisation_waits_to_be_redirected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
