/* The ways to stage 2 (T18 to T22), its clocks, its record and its extension (T24): invariants 2, 4, 5 and 6. */
#include "given.h"

#define MANAGER .by = ROLE_COMPLAINTS_MANAGER
#define CHILD .by = ROLE_COMPLAINANT
#define ASK(day) .kind = ACT_ASK_STAGE_2, .on = (day), CHILD
#define STAGE_2_NOTICE(which, day) \
    .kind = ACT_SEND_NOTICE, .notice = NOTICE_##which, .on = (day), .stage = 2, MANAGER

/* Mon 1 June 2026: day 10 is Mon 15 June. */
static const struct date received = {2026, 6, 1};
static const struct date day_10 = {2026, 6, 15};
static const struct date day_11 = {2026, 6, 16};

static struct told told;

static const struct clock *clock_on(struct date day, enum limit limit)
{
    return &standing_on(&told, day)->clocks[limit];
}

static void complaint_of(enum form form)
{
    tell_under(&told, "statutory");
    done(&told, .kind = ACT_COMPLAIN, .on = received, CHILD, .capacity = CAPACITY_PARENT,
         .form = form);
}

static void answered_on(struct date day)
{
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE1_HANDLER, .on = day, MANAGER);
    done(&told, .kind = ACT_FIND, .stage = 1, .on = day, .by = ROLE_STAGE1_HANDLER,
         .findings = "u");
    done(&told, .kind = ACT_SEND_NOTICE, .notice = NOTICE_STAGE_1_RESPONSE, .stage = 1, .on = day,
         .by = ROLE_STAGE1_HANDLER, .channel = CHANNEL_EMAIL);
}

static void stage_2_opens_at_once_on_an_answered_complaint_T19_T22(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    answered_on(DAY(2026, 6, 8));
    refused(&told, ROLE_MAY_NOT, .kind = ACT_ASK_STAGE_2, .on = DAY(2026, 6, 9), MANAGER);
    done(&told, ASK(DAY(2026, 6, 9)));
    assert_status(&told, DAY(2026, 6, 9), STAGE2);
    assert_day(clock_on(DAY(2026, 6, 9), LIMIT_STAGE_2)->due, DAY(2026, 7, 14));
    assert_day(clock_on(DAY(2026, 6, 9), LIMIT_STAGE_2_ABSOLUTE)->due, DAY(2026, 9, 9));
    assert_day(clock_on(DAY(2026, 6, 9), LIMIT_STAGE_2)->ceiling, DAY(2026, 9, 9));
    assert_int_equal(clock_on(DAY(2026, 6, 9), LIMIT_ASK_STAGE_2)->state, CLOCK_MET);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 9))->phase, PHASE_STAGE_2);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 9))->points[0].status,
                     POINT_OPEN); /* considered again */
    refused(&told, STAGE_2_OPEN, ASK(DAY(2026, 6, 10)));
}

/* Invariant 6: from the day after the limit, not on its last day. */
static void stage_2_opens_at_once_on_an_overdue_complaint(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(day_11));
    assert_status(&told, day_11, STAGE2);
    assert_day(clock_on(day_11, LIMIT_STAGE_2)->starts_on, day_11);
    assert_int_equal(clock_on(day_11, LIMIT_STAGE_1)->state, CLOCK_MISSED);
}

static void asked_early_it_waits_and_opens_by_itself(void **state)
{
    const struct standing *standing;

    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(DAY(2026, 6, 3)));
    assert_status(&told, DAY(2026, 6, 3), STAGE1);
    standing = standing_on(&told, DAY(2026, 6, 3));
    assert_true(standing->stage_2_asked);
    assert_int_equal(standing->turn_count, 1);
    assert_day(standing->turns[0].from, day_11);
    assert_int_equal(standing->turns[0].status, STATUS_STAGE2);
    assert_status(&told, day_10, STAGE1);
    assert_status(&told, day_11, STAGE2);
    assert_day(clock_on(DAY(2026, 7, 1), LIMIT_STAGE_2)->starts_on, day_11);
    assert_int_equal(clock_on(DAY(2026, 7, 1), LIMIT_STAGE_2)->started_by_act, 2);
}

static void an_early_request_opens_with_the_answer(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(DAY(2026, 6, 3)));
    answered_on(DAY(2026, 6, 5));
    assert_status(&told, DAY(2026, 6, 5), STAGE2);
    assert_day(clock_on(DAY(2026, 6, 5), LIMIT_STAGE_2)->starts_on, DAY(2026, 6, 5));
    assert_int_equal(clock_on(DAY(2026, 6, 5), LIMIT_STAGE_1)->state, CLOCK_MET);
}

static void an_early_request_may_be_taken_back(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    refused(&told, NOTHING_PENDING, .kind = ACT_WITHDRAW_REQUEST, .on = received, CHILD);
    done(&told, ASK(DAY(2026, 6, 3)));
    done(&told, .kind = ACT_WITHDRAW_REQUEST, .on = DAY(2026, 6, 4), CHILD, .corrects = 2);
    assert_false(standing_on(&told, DAY(2026, 6, 4))->stage_2_asked);
    assert_status(&told, day_11, STAGE1);
}

/* From every place before the end of stage 1 the request is recorded. */
static void a_request_is_always_recorded_invariant_6(void **state)
{
    static const struct {
        const char *where;
        struct act complaint;
    } cases[] = {
        {"received", {.capacity = CAPACITY_NONE}},
        {"interest", {.capacity = CAPACITY_OTHER_26_3_E}},
        {"late", {.capacity = CAPACITY_PARENT, .until = {2024, 1, 1}}},
        {"anonymous", {.anonymity = ANONYMITY_ANONYMOUS}},
        {"stage 1", {.capacity = CAPACITY_PARENT}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct act complaint = cases[i].complaint;

        tell_under(&told, "middlesbrough");
        complaint.kind = ACT_COMPLAIN;
        complaint.on = received;
        complaint.by = ROLE_COMPLAINANT;
        complaint.form = FORM_WRITTEN;
        assert_int_equal(try_act(&told, complaint), NO_PROBLEM);
        done(&told, ASK(received));
        if (!standing_on(&told, received)->stage_2_asked)
            fail_msg("%s", cases[i].where);
    }
}

/* Waiting for a decision is not stage 1: the request waits along, and opens once the decided clock runs out. */
static void a_request_before_the_decision_of_interest_waits_for_it(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT_OF(received, CAPACITY_OTHER_26_3_E));
    done(&told, ASK(received));
    assert_status(&told, DAY(2026, 7, 6), AWAITING_INTEREST_DECISION);
    done(&told, .kind = ACT_DECIDE_INTEREST, .on = DAY(2026, 7, 6), MANAGER, .agreed = true);
    assert_status(&told, DAY(2026, 7, 20), STAGE1);
    assert_status(&told, DAY(2026, 7, 21), STAGE2);
}

static void a_resolved_or_closed_complaint_opens_at_once_however_late(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, .kind = ACT_ACCEPT_OUTCOME, .on = DAY(2026, 6, 4), CHILD);
    done(&told, ASK(DAY(2027, 3, 1)));
    assert_status(&told, DAY(2027, 2, 28), RESOLVED);
    assert_status(&told, DAY(2027, 3, 1), STAGE2);
    assert_int_equal(clock_on(DAY(2027, 3, 1), LIMIT_STAGE_1)->state, CLOCK_MET);
    complaint_of(FORM_WRITTEN);
    answered_on(DAY(2026, 6, 8));
    assert_status(&told, DAY(2027, 2, 28), CLOSED_AFTER_STAGE1);
    done(&told, ASK(DAY(2027, 3, 1)));
    assert_status(&told, DAY(2027, 3, 1), STAGE2);
}

static void what_was_accepted_takes_an_early_request_along(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(DAY(2026, 6, 3)));
    done(&told, .kind = ACT_ACCEPT_OUTCOME, .on = DAY(2026, 6, 4), CHILD);
    assert_false(standing_on(&told, DAY(2026, 6, 4))->stage_2_asked);
    assert_status(&told, day_11, RESOLVED);
}

/* ---- Skipping stage 1 ------------------------------------------------------------------------------------------ */

/* T18: both agree; the later of the two acts is the date. */
static void both_must_agree_to_skip_stage_1_T18(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    refused(&told, SKIP_NOT_ASKED, .kind = ACT_DECIDE_SKIP, .on = received, MANAGER,
            .agreed = true);
    done(&told, .kind = ACT_ASK_SKIP, .on = DAY(2026, 6, 2), CHILD);
    assert_status(&told, DAY(2026, 6, 2), STAGE1);
    assert_true(standing_on(&told, DAY(2026, 6, 2))->skip_asked);
    done(&told, .kind = ACT_DECIDE_SKIP, .on = DAY(2026, 6, 4), MANAGER, .agreed = true);
    assert_status(&told, DAY(2026, 6, 4), STAGE2);
    assert_day(clock_on(DAY(2026, 6, 4), LIMIT_STAGE_2)->starts_on, DAY(2026, 6, 4));
    assert_int_equal(clock_on(DAY(2026, 6, 4), LIMIT_STAGE_1)->state, CLOCK_CANCELLED);
}

static void a_council_proposes_and_the_complainant_answers(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    refused(&told, NOTHING_PROPOSED, .kind = ACT_ANSWER, .of = PROPOSAL_SKIP_STAGE_1,
            .on = received, CHILD, .agreed = true);
    done(&told, .kind = ACT_PROPOSE, .of = PROPOSAL_SKIP_STAGE_1, .on = DAY(2026, 6, 2), MANAGER);
    assert_true(standing_on(&told, DAY(2026, 6, 2))->skip_proposed);
    assert_status(&told, DAY(2026, 6, 2), STAGE1);
    done(&told, .kind = ACT_ANSWER, .of = PROPOSAL_SKIP_STAGE_1, .on = DAY(2026, 6, 3), CHILD,
         .agreed = false);
    assert_false(standing_on(&told, DAY(2026, 6, 3))->skip_proposed);
    done(&told, .kind = ACT_PROPOSE, .of = PROPOSAL_SKIP_STAGE_1, .on = DAY(2026, 6, 4), MANAGER);
    done(&told, .kind = ACT_ANSWER, .of = PROPOSAL_SKIP_STAGE_1, .on = DAY(2026, 6, 5),
         .by = ROLE_ADVOCATE, .agreed = true);
    assert_status(&told, DAY(2026, 6, 5), STAGE2);
}

/* An early request for stage 2 is a proposal to skip: each way round the two meet. */
static void an_early_request_and_a_proposal_meet(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, .kind = ACT_PROPOSE, .of = PROPOSAL_SKIP_STAGE_1, .on = DAY(2026, 6, 2), MANAGER);
    done(&told, ASK(DAY(2026, 6, 3)));
    assert_status(&told, DAY(2026, 6, 3), STAGE2);
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(DAY(2026, 6, 2)));
    done(&told, .kind = ACT_DECIDE_SKIP, .on = DAY(2026, 6, 3), MANAGER, .agreed = false);
    assert_true(standing_on(&told, DAY(2026, 6, 3))->stage_2_asked); /* a no leaves it waiting */
    done(&told, .kind = ACT_PROPOSE, .of = PROPOSAL_SKIP_STAGE_1, .on = DAY(2026, 6, 4), MANAGER);
    assert_status(&told, DAY(2026, 6, 4), STAGE2);
    complaint_of(FORM_WRITTEN);
    done(&told, .kind = ACT_PROPOSE, .of = PROPOSAL_SKIP_STAGE_1, .on = DAY(2026, 6, 2), MANAGER);
    done(&told, .kind = ACT_ASK_SKIP, .on = DAY(2026, 6, 3), CHILD);
    assert_status(&told, DAY(2026, 6, 3), STAGE2);
}

/* ---- The written record of an oral complaint (regs. 16, 17(5)) ---------------------------------------------------- */

static void an_oral_complaint_is_written_down_before_its_clock_starts_T20_T21(void **state)
{
    (void)state;
    complaint_of(FORM_ORAL);
    answered_on(DAY(2026, 6, 8));
    refused(&told, STAGE_1_ANSWERED, .kind = ACT_FINALISE_RECORD, .on = DAY(2026, 6, 8), MANAGER,
            .until = DAY(2026, 6, 8));
    done(&told, ASK(DAY(2026, 6, 9)));
    assert_status(&told, DAY(2026, 6, 9), STAGE2_RECORD);
    assert_true(date_none(clock_on(DAY(2026, 6, 9), LIMIT_STAGE_2)->due));
    assert_day(clock_on(DAY(2026, 6, 9), LIMIT_WRITTEN_RECORD)->due, DAY(2026, 6, 16)); /* L8 */
    refused(&told, COMMENTS_NOT_INVITED, .kind = ACT_FINALISE_RECORD, .on = DAY(2026, 6, 12),
            MANAGER);
    refused(&told, COMMENTS_NOT_INVITED, .kind = ACT_FINALISE_RECORD, .on = DAY(2026, 6, 12),
            MANAGER, .until = DAY(2026, 6, 15));
    done(&told, .kind = ACT_FINALISE_RECORD, .on = DAY(2026, 6, 17), MANAGER,
         .until = DAY(2026, 6, 11));
    assert_status(&told, DAY(2026, 6, 17), STAGE2);
    assert_int_equal(clock_on(DAY(2026, 6, 17), LIMIT_WRITTEN_RECORD)->state, CLOCK_MISSED);
    assert_day(clock_on(DAY(2026, 6, 17), LIMIT_STAGE_2)->starts_on, DAY(2026, 6, 17));
    assert_int_equal(clock_on(DAY(2026, 6, 17), LIMIT_STAGE_2)->started_by_act, 6);
    refused(&told, RECORD_NOT_WANTED, .kind = ACT_FINALISE_RECORD, .on = DAY(2026, 6, 18), MANAGER,
            .until = DAY(2026, 6, 18));
}

/* The form is a fact that can be put right: a complaint that was written after all started with its request. */
static void a_corrected_form_gives_the_clock_its_right_start(void **state)
{
    (void)state;
    complaint_of(FORM_ORAL);
    answered_on(DAY(2026, 6, 8));
    done(&told, ASK(DAY(2026, 6, 9)));
    done(&told, .kind = ACT_CORRECT, .on = DAY(2026, 6, 11), MANAGER, .fact = FACT_FORM,
         .corrects = 1, .form = FORM_WRITTEN);
    assert_status(&told, DAY(2026, 6, 10), STAGE2_RECORD);
    assert_status(&told, DAY(2026, 6, 11), STAGE2);
    assert_day(clock_on(DAY(2026, 6, 11), LIMIT_STAGE_2)->starts_on, DAY(2026, 6, 9));
}

/* ---- Inside stage 2, as far as it comes along ----------------------------------------------------------------------- */

static void a_point_is_added_at_stage_2_only_by_agreement(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, .kind = ACT_ADD_POINT, .on = received, CHILD);
    assert_int_equal(standing_on(&told, received)->point_count, 2);
    assert_int_equal(standing_on(&told, received)->points[1].added_at_stage, 0);
    done(&told, ASK(day_11));
    refused(&told, NEW_POINT_NEW_CASE, .kind = ACT_ADD_POINT, .on = day_11, CHILD);
    done(&told, .kind = ACT_ADD_POINT, .on = day_11, CHILD, .agreed = true);
    assert_int_equal(standing_on(&told, day_11)->points[2].added_at_stage, 2);
}

/* Invariant 5, T23. */
static void stage_2_is_not_worked_without_an_independent_person(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    refused(&told, STAGE_2_NOT_OPEN, .kind = ACT_APPOINT, .role = ROLE_STAGE2_INVESTIGATOR,
            .on = received, MANAGER);
    done(&told, ASK(day_11));
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE2_INVESTIGATOR, .on = day_11, MANAGER);
    refused(&told, INDEPENDENT_PERSON_MISSING, .kind = ACT_FIND, .stage = 2, .on = day_11,
            .by = ROLE_STAGE2_INVESTIGATOR, .findings = "u");
    done(&told, .kind = ACT_APPOINT, .role = ROLE_STAGE2_INDEPENDENT_PERSON, .on = day_11, MANAGER);
    done(&told, .kind = ACT_FIND, .stage = 2, .on = day_11, .by = ROLE_STAGE2_INVESTIGATOR,
         .findings = "u");
    done(&told, .kind = ACT_END_ROLE, .role = ROLE_STAGE2_INDEPENDENT_PERSON, .on = day_11,
         MANAGER);
    refused(&told, INDEPENDENT_PERSON_MISSING, .kind = ACT_FIND, .stage = 2, .on = day_11,
            .by = ROLE_STAGE2_INVESTIGATOR, .findings = "u");
}

/* Invariant 4, T24: day 25 is 21 July, day 65 is 16 September 2026. */
static void stage_2_is_extended_once_told_in_time_to_day_65(void **state)
{
    const struct date day_25 = {2026, 7, 21};
    const struct date day_65 = {2026, 9, 16};

    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(day_11));
    assert_day(clock_on(day_11, LIMIT_STAGE_2)->due, day_25);
    assert_day(clock_on(day_11, LIMIT_STAGE_2_ABSOLUTE)->due, day_65);
    refused(&told, STAGE_2_EXTENSION_PAST_CEILING, .kind = ACT_EXTEND, .stage = 2, .on = day_25,
            MANAGER, .until = DAY(2026, 9, 17));
    refused(&told, STAGE_2_EXTENSION_NOT_LATER, .kind = ACT_EXTEND, .stage = 2, .on = day_25,
            MANAGER, .until = day_25);
    refused(&told, EXTENSION_DATE_MISSING, .kind = ACT_EXTEND, .stage = 2, .on = day_25, MANAGER);
    refused(&told, STAGE_2_EXTENSION_AFTER_LIMIT, .kind = ACT_EXTEND, .stage = 2,
            .on = DAY(2026, 7, 22), MANAGER, .until = day_65);
    refused(&told, NOTHING_TO_TELL, STAGE_2_NOTICE(STAGE_2_EXTENSION, day_25));
    done(&told, .kind = ACT_EXTEND, .stage = 2, .on = day_25, MANAGER, .until = day_65);
    refused(&told, STAGE_2_EXTENSION_AFTER_LIMIT,
            STAGE_2_NOTICE(STAGE_2_EXTENSION, DAY(2026, 7, 22)));
    done(&told, STAGE_2_NOTICE(STAGE_2_EXTENSION, day_25));
    assert_day(clock_on(day_25, LIMIT_STAGE_2)->due, day_65);
    assert_int_equal(clock_on(day_65, LIMIT_STAGE_2)->state, CLOCK_RUNNING);
    assert_int_equal(clock_on(DAY(2026, 9, 17), LIMIT_STAGE_2)->state, CLOCK_MISSED);
}

/* Rulebook 10, doubt 5: a fresh notice before the new date passes, still to day 65. */
static void a_second_slip_needs_a_fresh_notice_in_time(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(day_11));
    done(&told, .kind = ACT_EXTEND, .stage = 2, .on = DAY(2026, 7, 20), MANAGER,
         .until = DAY(2026, 8, 20));
    done(&told, STAGE_2_NOTICE(STAGE_2_EXTENSION, DAY(2026, 7, 20)));
    done(&told, .kind = ACT_EXTEND, .stage = 2, .on = DAY(2026, 8, 20), MANAGER,
         .until = DAY(2026, 9, 10));
    refused(&told, STAGE_2_EXTENSION_AFTER_LIMIT,
            STAGE_2_NOTICE(STAGE_2_EXTENSION, DAY(2026, 8, 21)));
    done(&told, STAGE_2_NOTICE(STAGE_2_EXTENSION, DAY(2026, 8, 20)));
    assert_day(clock_on(DAY(2026, 8, 20), LIMIT_STAGE_2)->due, DAY(2026, 9, 10));
}

static void a_withdrawal_at_stage_2_stops_its_clocks(void **state)
{
    (void)state;
    complaint_of(FORM_WRITTEN);
    done(&told, ASK(day_11));
    done(&told, .kind = ACT_WITHDRAW, .on = day_11, CHILD);
    done(&told, STAGE_2_NOTICE(WITHDRAWAL_CONFIRMED, DAY(2026, 6, 18)));
    assert_status(&told, DAY(2026, 6, 18), WITHDRAWN);
    assert_int_equal(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_2)->state, CLOCK_CANCELLED);
    assert_int_equal(clock_on(DAY(2026, 6, 18), LIMIT_STAGE_1)->state,
                     CLOCK_MISSED); /* that stays */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stage_2_opens_at_once_on_an_answered_complaint_T19_T22),
        cmocka_unit_test(stage_2_opens_at_once_on_an_overdue_complaint),
        cmocka_unit_test(asked_early_it_waits_and_opens_by_itself),
        cmocka_unit_test(an_early_request_opens_with_the_answer),
        cmocka_unit_test(an_early_request_may_be_taken_back),
        cmocka_unit_test(a_request_is_always_recorded_invariant_6),
        cmocka_unit_test(a_request_before_the_decision_of_interest_waits_for_it),
        cmocka_unit_test(a_resolved_or_closed_complaint_opens_at_once_however_late),
        cmocka_unit_test(what_was_accepted_takes_an_early_request_along),
        cmocka_unit_test(both_must_agree_to_skip_stage_1_T18),
        cmocka_unit_test(a_council_proposes_and_the_complainant_answers),
        cmocka_unit_test(an_early_request_and_a_proposal_meet),
        cmocka_unit_test(an_oral_complaint_is_written_down_before_its_clock_starts_T20_T21),
        cmocka_unit_test(a_corrected_form_gives_the_clock_its_right_start),
        cmocka_unit_test(a_point_is_added_at_stage_2_only_by_agreement),
        cmocka_unit_test(stage_2_is_not_worked_without_an_independent_person),
        cmocka_unit_test(stage_2_is_extended_once_told_in_time_to_day_65),
        cmocka_unit_test(a_second_slip_needs_a_fresh_notice_in_time),
        cmocka_unit_test(a_withdrawal_at_stage_2_stops_its_clocks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
