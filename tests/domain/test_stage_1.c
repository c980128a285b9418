/* Stage 1 from its clock to its end: T15 to T17, and the notices that move or stop it. */
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

/* ---- Extension ------------------------------------------------------------------------------------------- */

static void only_a_complex_complaint_is_extended_T15(void **state)
{
    (void)state;
    complaint_under("statutory");
    refused(&told, EXTENSION_ONLY_COMPLEX, .kind = ACT_EXTEND, .stage = 1, .on = received, MANAGER,
            .until = day_20);
    refused(&told, EXTENSION_DATE_MISSING, .kind = ACT_EXTEND, .stage = 1, .on = received, MANAGER,
            .ground = GROUND_COMPLEX);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_EXTEND, .stage = 1, .on = received, HANDLER,
            .ground = GROUND_COMPLEX, .until = day_20);
    refused(&told, EXTENSION_PAST_CEILING, EXTENSION(received, DAY(2026, 6, 30)));
    refused(&told, EXTENSION_NOT_LATER, EXTENSION(received, day_10));
    assert_int_equal(try_act(&told, (struct act){EXTENSION(received, DAY(2026, 6, 30))}),
                     PROBLEM_RULE_BROKEN);
}

/* All faults at once. */
static void every_fault_of_an_extension_is_told_at_once(void **state)
{
    (void)state;
    complaint_under("statutory");
    assert_int_equal(try_act(&told, (struct act){.kind = ACT_EXTEND,
                                                 .stage = 1,
                                                 .on = day_11,
                                                 MANAGER,
                                                 .until = DAY(2026, 6, 30)}),
                     PROBLEM_RULE_BROKEN);
    assert_string_equal(told_violations(&told),
                        " extension_only_complex extension_after_limit extension_past_ceiling");
}

/* Decisions 26: in force from the dispatch of its notice. */
static void an_extension_works_from_its_notice_on(void **state)
{
    (void)state;
    complaint_under("statutory");
    refused(&told, NOTHING_TO_TELL, NOTICE(STAGE_1_EXTENSION, received), MANAGER);
    done(&told, EXTENSION(DAY(2026, 6, 10), day_20));
    assert_day(clock_on(DAY(2026, 6, 10), LIMIT_STAGE_1)->due, day_10);
    refused(&told, EXTENSION_AFTER_LIMIT, NOTICE(STAGE_1_EXTENSION, day_11), MANAGER);
    done(&told, NOTICE(STAGE_1_EXTENSION, day_10), MANAGER);
    assert_day(clock_on(DAY(2026, 6, 14), LIMIT_STAGE_1)->due, day_10);
    assert_day(clock_on(day_10, LIMIT_STAGE_1)->due, day_20);
    assert_true(clock_on(day_10, LIMIT_STAGE_1)->extended);
    assert_day(clock_on(day_10, LIMIT_STAGE_1)->first_due, day_10);
    assert_int_equal(clock_on(day_20, LIMIT_STAGE_1)->state, CLOCK_RUNNING);
    assert_int_equal(clock_on(DAY(2026, 6, 30), LIMIT_STAGE_1)->state, CLOCK_MISSED);
}

static void an_extension_whose_notice_never_went_never_worked(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, EXTENSION(DAY(2026, 6, 10), day_20));
    assert_int_equal(clock_on(day_11, LIMIT_STAGE_1)->state, CLOCK_MISSED);
}

/* Invariant 3: however often, never past day 20. */
static void extensions_add_up_to_day_20(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, EXTENSION(DAY(2026, 6, 8), DAY(2026, 6, 19)));
    done(&told, NOTICE(STAGE_1_EXTENSION, DAY(2026, 6, 8)), MANAGER);
    refused(&told, EXTENSION_PAST_CEILING, EXTENSION(DAY(2026, 6, 9), DAY(2026, 6, 30)));
    refused(&told, EXTENSION_NOT_LATER, EXTENSION(DAY(2026, 6, 9), DAY(2026, 6, 19)));
    done(&told, EXTENSION(day_10, day_20));
    done(&told, NOTICE(STAGE_1_EXTENSION, day_10), MANAGER);
    assert_day(clock_on(day_10, LIMIT_STAGE_1)->due, day_20);
    refused(&told, EXTENSION_AFTER_LIMIT,
            EXTENSION(day_11, day_20)); /* T15: before day 10 passes */
}

/* A council that promises less than 20 days in all is held to it. */
static void a_stricter_ceiling_binds_invariant_16(void **state)
{
    (void)state;
    complaint_under("statutory");
    told.policy.stage1_max_days = 15;
    assert_day(clock_on(received, LIMIT_STAGE_1)->ceiling, DAY(2026, 6, 22));
    refused(&told, EXTENSION_PAST_CEILING, EXTENSION(received, DAY(2026, 6, 23)));
    done(&told, EXTENSION(received, DAY(2026, 6, 22)));
}

static void a_shorter_extension_binds_invariant_16(void **state)
{
    (void)state;
    complaint_under("statutory");
    told.policy.stage1_ext_days = 4;
    assert_day(clock_on(received, LIMIT_STAGE_1)->ceiling, DAY(2026, 6, 19));
    refused(&told, EXTENSION_PAST_CEILING, EXTENSION(received, DAY(2026, 6, 22)));
    done(&told, EXTENSION(received, DAY(2026, 6, 19)));
}

static void a_stricter_limit_has_two_dates(void **state)
{
    (void)state;
    complaint_under("statutory");
    told.policy.stage1_days = 7;
    assert_day(clock_on(received, LIMIT_STAGE_1)->statutory_due, day_10);
    assert_day(clock_on(received, LIMIT_STAGE_1)->policy_due, DAY(2026, 6, 10));
    assert_day(clock_on(received, LIMIT_STAGE_1)->due, DAY(2026, 6, 10));
    assert_int_equal(clock_on(received, LIMIT_STAGE_1)->working_days, 7);
    assert_int_equal(clock_on(DAY(2026, 6, 11), LIMIT_STAGE_1)->state, CLOCK_MISSED);
}

/* ---- The answer --------------------------------------------------------------------------------------------- */

static void the_answer_needs_a_finding_on_every_open_point_T16(void **state)
{
    (void)state;
    complaint_under("statutory");
    refused(&told, HANDLER_MISSING, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER,
            .findings = "u");
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = received, MANAGER);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_FIND, .stage = 1, .on = received, MANAGER,
            .findings = "u");
    refused(&told, POINT_UNKNOWN, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER,
            .findings = "--u");
    refused(&told, FINDINGS_MISSING, NOTICE(STAGE_1_RESPONSE, received), HANDLER);
    done(&told, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER, .findings = "-p");
    assert_false(standing_on(&told, received)->findings_complete);
    refused(&told, FINDINGS_MISSING, NOTICE(STAGE_1_RESPONSE, received), HANDLER);
    done(&told, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER, .findings = "u");
    assert_true(standing_on(&told, received)->findings_complete);
    done(&told, NOTICE(STAGE_1_RESPONSE, day_10), HANDLER);
    assert_status(&told, day_10, STAGE1_RESPONDED);
    assert_int_equal(clock_on(day_10, LIMIT_STAGE_1)->state, CLOCK_MET);
    assert_int_equal(standing_on(&told, day_10)->outcome, OUTCOME_PARTLY_UPHELD);
    assert_int_equal(standing_on(&told, day_10)->points[0].status, POINT_DECIDED);
    refused(&told, STAGE_1_ANSWERED, NOTICE(STAGE_1_RESPONSE, day_10), HANDLER);
}

static void a_point_that_goes_elsewhere_needs_no_finding(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, .kind = ACT_ROUTE, .on = received, MANAGER, .points = 2, .route = ROUTE_CORPORATE);
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = received, MANAGER);
    refused(&told, POINT_NOT_OPEN, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER,
            .findings = "un");
    done(&told, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER, .findings = "u");
    done(&told, NOTICE(STAGE_1_RESPONSE, received), HANDLER);
    assert_int_equal(standing_on(&told, received)->outcome, OUTCOME_ALL_UPHELD);
}

/* Rulebook 7. */
static void the_outcome_follows_from_the_findings(void **state)
{
    static const struct {
        const char findings[3];
        enum outcome outcome;
    } cases[] = {
        {"uu", OUTCOME_ALL_UPHELD},    {"un", OUTCOME_PARTLY_UPHELD}, {"pp", OUTCOME_PARTLY_UPHELD},
        {"nn", OUTCOME_NOT_UPHELD},    {"nx", OUTCOME_NOT_UPHELD},    {"xx", OUTCOME_NO_FINDING},
        {"ux", OUTCOME_PARTLY_UPHELD},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct act find = {.kind = ACT_FIND, .stage = 1, .on = received, HANDLER};

        complaint_under("statutory");
        done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = received, MANAGER);
        memcpy(find.findings, cases[i].findings, sizeof cases[i].findings);
        assert_int_equal(try_act(&told, find), NO_PROBLEM);
        done(&told, NOTICE(STAGE_1_RESPONSE, received), HANDLER);
        assert_int_equal(standing_on(&told, received)->outcome, cases[i].outcome);
        /* A point added after the answer has no finding and changes nothing of it. */
        done(&told, .kind = ACT_ADD_POINT, .on = received, .by = ROLE_COMPLAINANT);
        assert_int_equal(standing_on(&told, received)->outcome, cases[i].outcome);
    }
}

/* Invariant 15: what is dated after the limit cures nothing. */
static void a_late_answer_stays_late(void **state)
{
    (void)state;
    complaint_under("statutory");
    answered_on(day_11);
    assert_int_equal(clock_on(day_10, LIMIT_STAGE_1)->state, CLOCK_RUNNING);
    assert_int_equal(clock_on(day_11, LIMIT_STAGE_1)->state, CLOCK_MISSED);
    assert_day(clock_on(DAY(2026, 7, 1), LIMIT_STAGE_1)->met_on, day_11);
    assert_false(standing_on(&told, day_11)->stage_1_overdue); /* missed, but no longer open */
}

/* Invariant 15: in time but keyed late turns missed into met, and shows it. */
static void an_answer_in_time_keyed_late_is_met_recorded_late(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = received, MANAGER);
    done(&told, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER, .findings = "nn");
    assert_int_equal(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->state, CLOCK_MISSED);
    done(&told, NOTICE(STAGE_1_RESPONSE, day_10), HANDLER, .recorded_on = DAY(2026, 6, 18));
    assert_true(told.verdict.cures_miss);
    assert_int_equal(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->state, CLOCK_MET);
    assert_true(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->recorded_late);
    complaint_under("statutory");
    answered_on(day_10);
    assert_false(told.verdict.cures_miss);
    assert_false(clock_on(day_10, LIMIT_STAGE_1)->recorded_late);
}

static void an_extension_told_in_time_and_keyed_late_shows_it(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, EXTENSION(day_10, day_20), .recorded_on = DAY(2026, 6, 18));
    done(&told, NOTICE(STAGE_1_EXTENSION, day_10), MANAGER, .recorded_on = DAY(2026, 6, 18));
    assert_true(told.verdict.cures_miss);
    assert_int_equal(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->state, CLOCK_RUNNING);
    assert_true(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->recorded_late);
}

/* ---- Resolution ------------------------------------------------------------------------------------------------ */

static void an_accepted_outcome_wants_its_terms_in_writing_T9_T17(void **state)
{
    (void)state;
    complaint_under("statutory");
    refused(&told, NOTHING_TO_TELL, NOTICE(RESOLUTION_TERMS, received), MANAGER);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_ACCEPT_OUTCOME, .on = received, MANAGER);
    done(&told, .kind = ACT_ACCEPT_OUTCOME, .on = DAY(2026, 6, 5), CHILD);
    assert_status(&told, DAY(2026, 6, 5), RESOLVED);
    assert_int_equal(clock_on(DAY(2026, 6, 5), LIMIT_STAGE_1)->state, CLOCK_MET);
    assert_true(standing_on(&told, DAY(2026, 6, 5))->resolved_terms_due);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 5))->outcome, OUTCOME_RESOLVED);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 5))->points[1].status, POINT_RESOLVED);
    done(&told, NOTICE(RESOLUTION_TERMS, DAY(2026, 6, 8)), MANAGER);
    assert_false(standing_on(&told, DAY(2026, 6, 8))->resolved_terms_due);
    complaint_under("statutory");
    told.policy.terms_days = 3;
    answered_on(received);
    done(&told, .kind = ACT_ACCEPT_OUTCOME, .on = DAY(2026, 6, 5), CHILD);
    assert_status(&told, DAY(2026, 6, 5), RESOLVED);
    assert_day(clock_on(DAY(2026, 6, 5), LIMIT_RESOLUTION_TERMS)->due, DAY(2026, 6, 10)); /* L6 */
}

static void an_answer_that_nobody_takes_further_is_closed_for_the_files(void **state)
{
    const struct standing *standing;

    (void)state;
    complaint_under("statutory");
    told.policy.close_after_stage1_days = 30;
    answered_on(received); /* 30 working days: Mon 13 July */
    standing = standing_on(&told, received);
    assert_int_equal(standing->turn_count, 1);
    assert_day(standing->turns[0].from, DAY(2026, 7, 13));
    assert_int_equal(standing->turns[0].status, STATUS_CLOSED_AFTER_STAGE1);
    assert_status(&told, DAY(2026, 7, 12), STAGE1_RESPONDED);
    assert_status(&told, DAY(2026, 7, 13), CLOSED_AFTER_STAGE1);
    told.policy.close_after_stage1_days = DAYS_NONE;
    assert_status(&told, DAY(2027, 7, 13), STAGE1_RESPONDED);
}

/* L7: advice, from receipt of the answer; deemed receipt may only lengthen it. */
static void the_advice_to_ask_soon_runs_from_receipt_and_never_bars(void **state)
{
    (void)state;
    complaint_under("statutory");
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = received, MANAGER);
    done(&told, .kind = ACT_FIND, .stage = 1, .on = received, HANDLER, .findings = "nn");
    refused(&told, NOTHING_TO_TELL, .kind = ACT_RECEIVE_NOTICE, .notice = NOTICE_STAGE_1_RESPONSE,
            .on = received, MANAGER);
    done(&told, NOTICE(STAGE_1_RESPONSE, received), HANDLER, .channel = CHANNEL_LETTER);
    assert_day(clock_on(received, LIMIT_ASK_STAGE_2)->starts_on, DAY(2026, 6, 3));
    done(&told, .kind = ACT_RECEIVE_NOTICE, .notice = NOTICE_STAGE_1_RESPONSE,
         .on = DAY(2026, 6, 8), MANAGER);
    assert_day(clock_on(DAY(2026, 6, 8), LIMIT_ASK_STAGE_2)->starts_on, DAY(2026, 6, 8));
    assert_day(clock_on(DAY(2026, 6, 8), LIMIT_ASK_STAGE_2)->due, DAY(2026, 7, 6));
    assert_int_equal(clock_on(DAY(2026, 7, 6), LIMIT_ASK_STAGE_2)->state, CLOCK_RUNNING);
    assert_int_equal(clock_on(DAY(2026, 7, 7), LIMIT_ASK_STAGE_2)->state,
                     CLOCK_CANCELLED); /* lapsed, never missed */
    done(&told, .kind = ACT_ASK_STAGE_2, .on = DAY(2026, 7, 8), CHILD);
    assert_status(&told, DAY(2026, 7, 8), STAGE2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_complex_complaint_is_extended_T15),
        cmocka_unit_test(every_fault_of_an_extension_is_told_at_once),
        cmocka_unit_test(an_extension_works_from_its_notice_on),
        cmocka_unit_test(an_extension_whose_notice_never_went_never_worked),
        cmocka_unit_test(extensions_add_up_to_day_20),
        cmocka_unit_test(a_stricter_ceiling_binds_invariant_16),
        cmocka_unit_test(a_shorter_extension_binds_invariant_16),
        cmocka_unit_test(a_stricter_limit_has_two_dates),
        cmocka_unit_test(the_answer_needs_a_finding_on_every_open_point_T16),
        cmocka_unit_test(a_point_that_goes_elsewhere_needs_no_finding),
        cmocka_unit_test(the_outcome_follows_from_the_findings),
        cmocka_unit_test(a_late_answer_stays_late),
        cmocka_unit_test(an_answer_in_time_keyed_late_is_met_recorded_late),
        cmocka_unit_test(an_extension_told_in_time_and_keyed_late_shows_it),
        cmocka_unit_test(an_accepted_outcome_wants_its_terms_in_writing_T9_T17),
        cmocka_unit_test(an_answer_that_nobody_takes_further_is_closed_for_the_files),
        cmocka_unit_test(the_advice_to_ask_soon_runs_from_receipt_and_never_bars),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
