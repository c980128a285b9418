/* Beside the way of stage 1: the council's own clocks, withdrawal (T34), acts keyed late, corrections, policies. */
#include "given.h"

#define MANAGER .by = ROLE_COMPLAINTS_MANAGER
#define HANDLER .by = ROLE_STAGE1_HANDLER
#define CHILD .by = ROLE_COMPLAINANT
#define NOTICE(which, day) \
    .kind = ACT_SEND_NOTICE, .notice = NOTICE_##which, .on = (day), .stage = 1
#define EXTENSION(day, new) \
    .kind = ACT_EXTEND, .stage = 1, .on = (day), MANAGER, .ground = GROUND_COMPLEX, .until = new

/* Mon 1 June 2026: day 10 is Mon 15 June, day 20 is Mon 29 June. */
static const struct date received = {2026, 6, 1};
static const struct date day_10 = {2026, 6, 15};
static const struct date day_11 = {2026, 6, 16};
static const struct date day_20 = {2026, 6, 29};

static struct told told;

static const struct clock *clock_on(struct date day, enum limit limit)
{
    return &standing_on(&told, day)->clocks[limit];
}

static void complaint_under(const char *policy)
{
    tell_under(&told, policy);
    done(&told, COMPLAINT(received), .points = 3);
}

/* Everything that the answer needs, on `day`. */
static void answered_on(struct date day)
{
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = day, MANAGER);
    done(&told, .kind = ACT_FIND, .stage = 1, .on = day, HANDLER, .findings = "un");
    done(&told, NOTICE(STAGE_1_RESPONSE, day), HANDLER, .channel = CHANNEL_EMAIL);
}

static void acknowledgement_and_handler_notice_meet_their_clocks_L1_L2(void **state)
{
    (void)state;
    complaint_under("middlesbrough");
    refused(&told, NOTHING_TO_TELL, NOTICE(HANDLER_NAMED, received), MANAGER);
    done(&told, NOTICE(ACKNOWLEDGEMENT, DAY(2026, 6, 2)), .by = ROLE_INTAKE_OFFICER);
    assert_int_equal(clock_on(DAY(2026, 6, 2), LIMIT_ACKNOWLEDGE)->state, CLOCK_MET);
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = DAY(2026, 6, 2), MANAGER);
    done(&told, NOTICE(HANDLER_NAMED, DAY(2026, 6, 5)), MANAGER);
    assert_int_equal(clock_on(DAY(2026, 6, 4), LIMIT_NAME_HANDLER)->state, CLOCK_RUNNING);
    assert_int_equal(clock_on(DAY(2026, 6, 5), LIMIT_NAME_HANDLER)->state, CLOCK_MISSED);
    assert_int_equal(clock_on(DAY(2026, 6, 5), LIMIT_DECIDE_INTEREST)->state, CLOCK_NONE);
}

static void the_decision_of_interest_has_a_date_where_the_policy_has_one_L3(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    told.policy.interest_days = 5;
    done(&told, COMPLAINT_OF(received, CAPACITY_OTHER_26_3_E));
    assert_day(clock_on(received, LIMIT_DECIDE_INTEREST)->due, DAY(2026, 6, 8));
    assert_true(date_none(clock_on(received, LIMIT_DECIDE_INTEREST)->statutory_due));
}

/* L25: once a stage runs past its first limit. */
static void a_late_stage_wants_a_word_every_ten_days_L25(void **state)
{
    (void)state;
    complaint_under("statutory");
    assert_int_equal(clock_on(day_10, LIMIT_UPDATE)->state, CLOCK_NONE);
    assert_day(clock_on(day_11, LIMIT_UPDATE)->starts_on, day_10);
    assert_day(clock_on(day_11, LIMIT_UPDATE)->due, day_20);
    refused(&told, NOTHING_TO_TELL, NOTICE(OVERDUE, day_10), MANAGER);
    done(&told, NOTICE(OVERDUE, DAY(2026, 6, 18)), MANAGER);
    assert_day(clock_on(DAY(2026, 6, 18), LIMIT_UPDATE)->due, DAY(2026, 7, 2));
    assert_int_equal(clock_on(DAY(2026, 7, 3), LIMIT_UPDATE)->state, CLOCK_MISSED);
    answered_on(DAY(2026, 7, 6));
    assert_int_equal(clock_on(DAY(2026, 7, 6), LIMIT_UPDATE)->state, CLOCK_NONE);
}

/* Invariants 2 and 22: nothing but the four events of reg. 14(3), (4) starts or moves the clock. */
static void talk_moves_no_clock(void **state)
{
    (void)state;
    complaint_under("middlesbrough");
    done(&told, .kind = ACT_ADD_POINT, .on = DAY(2026, 6, 9), CHILD);
    done(&told, .kind = ACT_ASK_ADVOCATE, .on = DAY(2026, 6, 9), CHILD);
    done(&told, .kind = ACT_APPOINT_ADVOCATE, .on = DAY(2026, 6, 10), MANAGER);
    done(&told, .kind = ACT_CLASSIFY, .on = DAY(2026, 6, 10), MANAGER,
         .capacity = CAPACITY_FOSTER_PARENT);
    done(&told, NOTICE(ACKNOWLEDGEMENT, DAY(2026, 6, 10)), MANAGER);
    assert_day(clock_on(DAY(2026, 6, 10), LIMIT_STAGE_1)->starts_on, received);
    assert_day(clock_on(DAY(2026, 6, 10), LIMIT_STAGE_1)->due, day_10);
}

static void a_withdrawal_is_complete_when_it_is_confirmed_T34(void **state)
{
    (void)state;
    complaint_under("statutory");
    refused(&told, ROLE_MAY_NOT, .kind = ACT_WITHDRAW, .on = received, MANAGER);
    refused(&told, NO_WITHDRAWAL, NOTICE(WITHDRAWAL_CONFIRMED, received), MANAGER);
    done(&told, .kind = ACT_WITHDRAW, .on = DAY(2026, 6, 3), .by = ROLE_ADVOCATE,
         .form = FORM_ORAL);
    assert_status(&told, DAY(2026, 6, 3), STAGE1);
    assert_true(standing_on(&told, DAY(2026, 6, 3))->withdrawal_pending);
    assert_int_equal(clock_on(DAY(2026, 6, 3), LIMIT_STAGE_1)->state, CLOCK_RUNNING);
    refused(&told, WITHDRAWAL_PENDING, .kind = ACT_WITHDRAW, .on = DAY(2026, 6, 4), CHILD);
    done(&told, NOTICE(WITHDRAWAL_CONFIRMED, DAY(2026, 6, 5)), .by = ROLE_INTAKE_OFFICER);
    assert_status(&told, DAY(2026, 6, 4), STAGE1);
    assert_status(&told, DAY(2026, 6, 5), WITHDRAWN);
    assert_int_equal(clock_on(DAY(2026, 6, 5), LIMIT_STAGE_1)->state, CLOCK_CANCELLED);
    assert_int_equal(clock_on(day_11, LIMIT_STAGE_1)->state, CLOCK_CANCELLED);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 5))->outcome, OUTCOME_WITHDRAWN);
    refused(&told, ALREADY_ENDED, .kind = ACT_ASK_STAGE_2, .on = DAY(2026, 6, 8), CHILD);
}

static void a_withdrawal_may_be_taken_back_until_then(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, .kind = ACT_WITHDRAW, .on = received, CHILD);
    done(&told, .kind = ACT_ASK_WITHDRAWAL_BACK, .on = DAY(2026, 6, 2), CHILD);
    refused(&told, NO_WITHDRAWAL, .kind = ACT_ASK_WITHDRAWAL_BACK, .on = DAY(2026, 6, 2), CHILD);
    refused(&told, NO_WITHDRAWAL, NOTICE(WITHDRAWAL_CONFIRMED, DAY(2026, 6, 2)), MANAGER);
    assert_false(standing_on(&told, DAY(2026, 6, 2))->withdrawal_pending);
}

static void points_may_be_withdrawn_one_by_one(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, .kind = ACT_WITHDRAW, .on = received, CHILD, .points = 1);
    done(&told, NOTICE(WITHDRAWAL_CONFIRMED, received), MANAGER);
    assert_status(&told, received, STAGE1);
    assert_int_equal(standing_on(&told, received)->points[0].status, POINT_WITHDRAWN);
    refused(&told, POINT_NOT_OPEN, .kind = ACT_WITHDRAW, .on = received, CHILD, .points = 1);
    done(&told, .kind = ACT_WITHDRAW, .on = DAY(2026, 6, 2), CHILD, .points = 2);
    done(&told, NOTICE(WITHDRAWAL_CONFIRMED, DAY(2026, 6, 2)), MANAGER);
    assert_status(&told, DAY(2026, 6, 2), WITHDRAWN);
}

static void what_later_acts_rest_on_is_not_taken_from_under_them(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = DAY(2026, 6, 2), MANAGER);
    done(&told, .kind = ACT_FIND, .stage = 1, .on = DAY(2026, 6, 4), HANDLER, .findings = "un");
    done(&told, NOTICE(STAGE_1_RESPONSE, DAY(2026, 6, 5)), HANDLER);
    assert_int_equal(try_act(&told, (struct act){.kind = ACT_ROUTE,
                                                 .on = DAY(2026, 6, 3),
                                                 MANAGER,
                                                 .recorded_on = DAY(2026, 6, 8),
                                                 .route = ROUTE_CORPORATE}),
                     PROBLEM_OUT_OF_ORDER);
    assert_int_equal(told.verdict.undone_count, 2);
    assert_int_equal(told.verdict.undone[0], 3);
    assert_int_equal(told.verdict.undone[1], 4);
    done(&told, NOTICE(ACKNOWLEDGEMENT, DAY(2026, 6, 2)), MANAGER,
         .recorded_on = DAY(2026, 6, 8)); /* undoes nothing */
}

/* A correction computes the clocks again; the day before it still shows what was believed. */
static void a_corrected_receipt_moves_the_clock(void **state)
{
    (void)state;
    complaint_under("statutory");
    refused(&told, CORRECTION_OF_NOTHING, .kind = ACT_CORRECT, .on = day_10, MANAGER,
            .fact = FACT_SENT_ON, .corrects = 1, .until = received);
    refused(&told, CORRECTION_VALUE_MISSING, .kind = ACT_CORRECT, .on = day_10, MANAGER,
            .fact = FACT_RECEIVED_ON, .corrects = 1);
    refused(&told, CORRECTION_IN_FUTURE, .kind = ACT_CORRECT, .on = day_10, MANAGER,
            .fact = FACT_RECEIVED_ON, .corrects = 1, .until = day_11);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_CORRECT, .on = day_10, HANDLER,
            .fact = FACT_RECEIVED_ON, .corrects = 1, .until = received);
    done(&told, .kind = ACT_CORRECT, .on = day_10, MANAGER, .fact = FACT_RECEIVED_ON, .corrects = 1,
         .until = DAY(2026, 5, 28));
    assert_day(clock_on(DAY(2026, 6, 14), LIMIT_STAGE_1)->due, day_10);
    assert_day(clock_on(day_10, LIMIT_STAGE_1)->due, DAY(2026, 6, 11));
    assert_int_equal(clock_on(day_10, LIMIT_STAGE_1)->state, CLOCK_MISSED);
}

static void a_corrected_dispatch_decides_again(void **state)
{
    (void)state;
    complaint_under("statutory");
    answered_on(DAY(2026, 6, 17));
    assert_int_equal(clock_on(DAY(2026, 6, 17), LIMIT_STAGE_1)->state, CLOCK_MISSED);
    told.acts[1].on = received; /* handler and findings were there before */
    told.acts[2].on = received;
    done(&told, .kind = ACT_CORRECT, .on = DAY(2026, 6, 18), MANAGER, .fact = FACT_SENT_ON,
         .corrects = 4, .until = day_10);
    assert_int_equal(clock_on(DAY(2026, 6, 17), LIMIT_STAGE_1)->state, CLOCK_MISSED);
    assert_int_equal(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->state, CLOCK_MET);
    assert_true(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->recorded_late);
}

/* Invariant 19: the policy of the day on which the stage started. */
static void a_stage_keeps_the_policy_it_started_under(void **state)
{
    static struct policy versions[2];

    (void)state;
    complaint_under("middlesbrough");
    versions[0] = told.policy;
    versions[1] = told.policy;
    versions[1].version = 2;
    versions[1].effective_from = DAY(2026, 6, 4);
    versions[1].stage1_days = 5;
    told.policies = (struct policies){versions, 2};
    assert_day(clock_on(DAY(2026, 6, 8), LIMIT_STAGE_1)->due, day_10);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 8))->policy_version, 1);
    tell_under(&told, "middlesbrough");
    told.policies = (struct policies){versions, 2};
    done(&told, COMPLAINT(DAY(2026, 6, 4)));
    assert_day(clock_on(DAY(2026, 6, 4), LIMIT_STAGE_1)->due, DAY(2026, 6, 11));
    assert_int_equal(standing_on(&told, DAY(2026, 6, 4))->policy_version, 2);
}

/* Invariant 18. */
static void a_clock_that_leaves_the_known_years_is_a_problem(void **state)
{
    struct standing standing;

    (void)state;
    tell_under(&told, "statutory");
    assert_int_equal(try_act(&told, (struct act){COMPLAINT(DAY(england()->last_year, 12, 30))}),
                     PROBLEM_CALENDAR_UNKNOWN);
    told.acts[told.history.count++] =
        (struct act){COMPLAINT(DAY(england()->last_year, 12, 30)), .number = 1};
    assert_int_equal(procedure_replay(&told.history, DAY(england()->last_year, 12, 30), &standing),
                     PROBLEM_CALENDAR_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acknowledgement_and_handler_notice_meet_their_clocks_L1_L2),
        cmocka_unit_test(the_decision_of_interest_has_a_date_where_the_policy_has_one_L3),
        cmocka_unit_test(a_late_stage_wants_a_word_every_ten_days_L25),
        cmocka_unit_test(talk_moves_no_clock),
        cmocka_unit_test(a_withdrawal_is_complete_when_it_is_confirmed_T34),
        cmocka_unit_test(a_withdrawal_may_be_taken_back_until_then),
        cmocka_unit_test(points_may_be_withdrawn_one_by_one),
        cmocka_unit_test(what_later_acts_rest_on_is_not_taken_from_under_them),
        cmocka_unit_test(a_corrected_receipt_moves_the_clock),
        cmocka_unit_test(a_corrected_dispatch_decides_again),
        cmocka_unit_test(a_stage_keeps_the_policy_it_started_under),
        cmocka_unit_test(a_clock_that_leaves_the_known_years_is_a_problem),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
