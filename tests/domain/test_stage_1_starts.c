/* What stands before the start of stage 1, or inside it: early resolution, advocates, a later start (T8 to T14). */
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

static void early_resolution_needs_policy_and_consent_T8(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received));
    refused(&told, EARLY_NOT_IN_POLICY, .kind = ACT_TRY_EARLY, .on = received, CHILD);
    refused(&told, EARLY_NOT_IN_POLICY, .kind = ACT_PROPOSE, .of = PROPOSAL_EARLY_RESOLUTION,
            .on = received, MANAGER);
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(received));
    refused(&told, EARLY_NEEDS_CONSENT, .kind = ACT_TRY_EARLY, .on = received, MANAGER);
    refused(&told, NOTHING_PROPOSED, .kind = ACT_ANSWER, .of = PROPOSAL_EARLY_RESOLUTION,
            .on = received, CHILD, .agreed = true);
    done(&told, .kind = ACT_PROPOSE, .of = PROPOSAL_EARLY_RESOLUTION, .on = received, MANAGER);
    assert_status(&told, received, STAGE1); /* never takes effect alone */
    assert_true(standing_on(&told, received)->early_proposed);
    refused(&told, EARLY_NEEDS_CONSENT, .kind = ACT_ANSWER, .of = PROPOSAL_EARLY_RESOLUTION,
            .on = received, MANAGER, .agreed = true);
    done(&told, .kind = ACT_ANSWER, .of = PROPOSAL_EARLY_RESOLUTION, .on = DAY(2026, 6, 2), CHILD,
         .agreed = true);
    assert_status(&told, DAY(2026, 6, 2), EARLY_RESOLUTION);
    assert_day(stage_1(DAY(2026, 6, 2))->due, DAY(2026, 6, 15)); /* inside the same clock */
}

static void early_resolution_can_be_tried_until_its_last_day_L4(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(received));
    refused(&told, EARLY_DAYS_OVER, .kind = ACT_TRY_EARLY, .on = DAY(2026, 6, 9), CHILD);
    done(&told, .kind = ACT_TRY_EARLY, .on = DAY(2026, 6, 8), CHILD);
    assert_status(&told, DAY(2026, 6, 8), EARLY_RESOLUTION);
}

static void early_resolution_ends_by_itself_or_on_word_T10(void **state)
{
    const struct standing *standing;

    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(received));
    refused(&told, EARLY_NOT_RUNNING, .kind = ACT_STOP_EARLY, .on = received, CHILD);
    done(&told, .kind = ACT_TRY_EARLY, .on = received, CHILD);
    standing = standing_on(&told, received);
    assert_int_equal(standing->turn_count, 1);
    assert_day(standing->turns[0].from, DAY(2026, 6, 9));
    assert_int_equal(standing->turns[0].status, STATUS_STAGE1);
    assert_status(&told, DAY(2026, 6, 8), EARLY_RESOLUTION);
    assert_status(&told, DAY(2026, 6, 9), STAGE1);
    refused(&told, EARLY_NEEDS_CONSENT, .kind = ACT_TRY_EARLY, .on = DAY(2026, 6, 9), MANAGER);
    done(&told, .kind = ACT_STOP_EARLY, .on = DAY(2026, 6, 3), CHILD);
    assert_status(&told, DAY(2026, 6, 3), STAGE1);
    assert_int_equal(standing_on(&told, DAY(2026, 6, 9))->clocks[LIMIT_EARLY_RESOLUTION].state,
                     CLOCK_CANCELLED);
}

static void a_proposal_holds_as_long_as_it_says(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(received));
    done(&told, .kind = ACT_PROPOSE, .of = PROPOSAL_EARLY_RESOLUTION, .on = received, MANAGER,
         .until = DAY(2026, 6, 3));
    assert_true(standing_on(&told, DAY(2026, 6, 3))->early_proposed);
    assert_false(standing_on(&told, DAY(2026, 6, 4))->early_proposed);
    refused(&told, NOTHING_PROPOSED, .kind = ACT_ANSWER, .of = PROPOSAL_EARLY_RESOLUTION,
            .on = DAY(2026, 6, 4), CHILD, .agreed = true);
    done(&told, .kind = ACT_ANSWER, .of = PROPOSAL_EARLY_RESOLUTION, .on = DAY(2026, 6, 3), CHILD,
         .agreed = false);
    assert_false(standing_on(&told, DAY(2026, 6, 3))->early_proposed);
    assert_status(&told, DAY(2026, 6, 3), STAGE1);
}

static void stage_1_waits_for_an_advocate_asked_for_on_receipt_T11_T12(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT_OF(received, CAPACITY_CHILD_IN_NEED), .child = true);
    done(&told, .kind = ACT_ASK_ADVOCATE, .on = received, CHILD);
    assert_status(&told, received, AWAITING_ADVOCATE);
    assert_true(standing_on(&told, received)->advocate_wanted);
    assert_true(date_none(stage_1(DAY(2026, 6, 30))->due)); /* no breach while it waits */
    assert_day(standing_on(&told, received)->clocks[LIMIT_ACKNOWLEDGE].due, DAY(2026, 6, 2));
    refused(&told, WAITS_FOR_ADVOCATE, .kind = ACT_EXTEND, .stage = 1, .on = received, MANAGER,
            .ground = GROUND_COMPLEX, .until = DAY(2026, 6, 29));
    refused(&told, ADVOCATE_APPOINTED_LATER, .kind = ACT_APPOINT_ADVOCATE, .on = DAY(2026, 6, 9),
            MANAGER, .until = DAY(2026, 6, 10));
    done(&told, .kind = ACT_APPOINT_ADVOCATE, .on = DAY(2026, 6, 10), MANAGER);
    assert_status(&told, DAY(2026, 6, 10), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 10))->starts_on, DAY(2026, 6, 10));
    assert_day(stage_1(DAY(2026, 6, 10))->due, DAY(2026, 6, 24));
    assert_false(standing_on(&told, DAY(2026, 6, 10))->advocate_wanted);
    assert_true(standing_on(&told, DAY(2026, 6, 10))->advocate_appointed);
}

static void the_child_may_name_an_advocate_they_found_T12b(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT_OF(received, CAPACITY_CHILD_LOOKED_AFTER), .child = true);
    done(&told, .kind = ACT_ASK_ADVOCATE, .on = received, CHILD);
    refused(&told, NOT_SELF_ARRANGED, .kind = ACT_APPOINT_ADVOCATE, .on = DAY(2026, 6, 3), CHILD);
    done(&told, .kind = ACT_APPOINT_ADVOCATE, .on = DAY(2026, 6, 3), CHILD, .agreed = true);
    assert_day(stage_1(DAY(2026, 6, 3))->starts_on, DAY(2026, 6, 3));
}

/* Doubt 3 of the rulebook: only when asked at or before receipt, and only by a person of s.26A. */
static void nothing_else_waits_for_an_advocate(void **state)
{
    static const struct {
        enum capacity capacity;
        struct date asked;
        bool child, waits;
    } cases[] = {
        {CAPACITY_CHILD_LOOKED_AFTER, {2026, 6, 1}, true, true},
        {CAPACITY_CHILD_LOOKED_AFTER, {2026, 6, 2}, true, false},
        {CAPACITY_FORMER_RELEVANT_CHILD, {2026, 6, 1}, false, true}, /* s.24D at any age */
        {CAPACITY_PARENT, {2026, 6, 1}, false, false},
        {CAPACITY_PARENT, {2026, 6, 1}, true, false},
        {CAPACITY_ADOPTION_PERSON, {2026, 6, 1}, true, true},
        {CAPACITY_ADOPTION_PERSON, {2026, 6, 1}, false, false},
        {CAPACITY_FOSTER_PARENT, {2026, 6, 1}, false, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        tell_under(&told, "statutory");
        done(&told, COMPLAINT_OF(received, cases[i].capacity), .child = cases[i].child);
        done(&told, .kind = ACT_ASK_ADVOCATE, .on = cases[i].asked, CHILD);
        assert_int_equal(standing_on(&told, DAY(2026, 6, 2))->status == STATUS_AWAITING_ADVOCATE,
                         cases[i].waits);
    }
}

static void who_no_longer_wants_an_advocate_does_not_wait_T11(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT_OF(received, CAPACITY_RELEVANT_CHILD));
    refused(&told, NO_ADVOCATE_WANTED, .kind = ACT_DECLINE_ADVOCATE, .on = received, CHILD);
    done(&told, .kind = ACT_ASK_ADVOCATE, .on = received, CHILD);
    done(&told, .kind = ACT_DECLINE_ADVOCATE, .on = DAY(2026, 6, 4), CHILD);
    assert_status(&told, DAY(2026, 6, 3), AWAITING_ADVOCATE);
    assert_status(&told, DAY(2026, 6, 4), STAGE1);
    assert_day(stage_1(DAY(2026, 6, 4))->starts_on, received); /* reg. 14(3)(c) */
    done(&told, .kind = ACT_OFFER_ADVOCATE, .on = DAY(2026, 6, 5), MANAGER);
    done(&told, .kind = ACT_DECLINE_ADVOCATE, .on = DAY(2026, 6, 5), CHILD);
}

static void an_advocate_who_is_there_delays_nothing(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT_OF(received, CAPACITY_RELEVANT_CHILD));
    done(&told, .kind = ACT_APPOINT_ADVOCATE, .on = received, CHILD, .agreed = true,
         .until = DAY(2026, 5, 20));
    done(&told, .kind = ACT_ASK_ADVOCATE, .on = received, CHILD);
    assert_status(&told, received, STAGE1);
    assert_day(stage_1(received)->starts_on, received);
    refused(&told, ROLE_MAY_NOT, .kind = ACT_END_ADVOCATE, .on = received,
            .by = ROLE_STAGE1_HANDLER);
    done(&told, .kind = ACT_END_ADVOCATE, .on = DAY(2026, 6, 2), CHILD);
    refused(&told, NO_ADVOCATE, .kind = ACT_END_ADVOCATE, .on = DAY(2026, 6, 3), CHILD);
}

static void only_the_complainant_moves_the_start_T14(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received));
    refused(&told, LATER_START_BY_COUNCIL, .kind = ACT_ASK_LATER_START, .on = received, MANAGER,
            .until = DAY(2026, 6, 8));
    refused(&told, LATER_START_DATE_MISSING, .kind = ACT_ASK_LATER_START, .on = received, CHILD);
    refused(&told, LATER_START_NOT_LATER, .kind = ACT_ASK_LATER_START, .on = received, CHILD,
            .until = received);
    refused(&told, LATER_START_NOT_ASKED, .kind = ACT_DECIDE_LATER_START, .on = received, MANAGER,
            .agreed = true, .until = DAY(2026, 6, 8));
    done(&told, .kind = ACT_ASK_LATER_START, .on = received, .by = ROLE_ADVOCATE,
         .until = DAY(2026, 6, 8));
    assert_true(standing_on(&told, received)->later_start_asked);
    assert_day(stage_1(received)->due, DAY(2026, 6, 15)); /* asking moves nothing */
    refused(&told, LATER_START_NOT_AS_ASKED, .kind = ACT_DECIDE_LATER_START, .on = received,
            MANAGER, .agreed = true, .until = DAY(2026, 6, 9));
    done(&told, .kind = ACT_DECIDE_LATER_START, .on = DAY(2026, 6, 2), MANAGER, .agreed = true);
    assert_day(stage_1(DAY(2026, 6, 2))->starts_on, DAY(2026, 6, 8));
    assert_day(stage_1(DAY(2026, 6, 2))->due, DAY(2026, 6, 22));
    assert_false(standing_on(&told, DAY(2026, 6, 2))->later_start_asked);
}

static void a_later_start_that_is_not_agreed_moves_nothing(void **state)
{
    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(received));
    done(&told, .kind = ACT_ASK_LATER_START, .on = received, CHILD, .until = DAY(2026, 6, 8));
    done(&told, .kind = ACT_DECIDE_LATER_START, .on = received, MANAGER, .agreed = false);
    assert_day(stage_1(received)->due, DAY(2026, 6, 15));
    refused(&told, LATER_START_TOO_LATE, .kind = ACT_ASK_LATER_START, .on = DAY(2026, 6, 16), CHILD,
            .until = DAY(2026, 6, 22));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(early_resolution_needs_policy_and_consent_T8),
        cmocka_unit_test(early_resolution_can_be_tried_until_its_last_day_L4),
        cmocka_unit_test(early_resolution_ends_by_itself_or_on_word_T10),
        cmocka_unit_test(a_proposal_holds_as_long_as_it_says),
        cmocka_unit_test(stage_1_waits_for_an_advocate_asked_for_on_receipt_T11_T12),
        cmocka_unit_test(the_child_may_name_an_advocate_they_found_T12b),
        cmocka_unit_test(nothing_else_waits_for_an_advocate),
        cmocka_unit_test(who_no_longer_wants_an_advocate_does_not_wait_T11),
        cmocka_unit_test(an_advocate_who_is_there_delays_nothing),
        cmocka_unit_test(only_the_complainant_moves_the_start_T14),
        cmocka_unit_test(a_later_start_that_is_not_agreed_moves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
