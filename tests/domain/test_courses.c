/* What the passing of days alone makes of the clocks while nobody acts (invariant 23). */
#include "given.h"

static const struct clock_course *course(const struct told *told, struct date day, enum limit limit,
                                         int stage)
{
    static struct clock_courses courses;

    assert_int_equal(procedure_courses(&told->history, day, &courses), NO_PROBLEM);
    for (size_t i = 0; i < courses.count; i++)
        if (courses.items[i].clock.limit == limit && courses.items[i].clock.stage == stage)
            return &courses.items[i];
    return NULL;
}

/* Received on Monday 1 June 2026, limit 15 June: a request for stage 2 that waits brings its clocks on the 16th. */
static void test_request_that_waits_brings_stage_2(void **state)
{
    struct told told;
    const struct clock_course *found;

    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(DAY(2026, 6, 1)));
    assert_null(course(&told, DAY(2026, 6, 1), LIMIT_STAGE_2, 2));
    done(&told, .kind = ACT_ASK_STAGE_2, .on = DAY(2026, 6, 2), .by = ROLE_COMPLAINANT);

    found = course(&told, DAY(2026, 6, 2), LIMIT_STAGE_2, 2);
    assert_non_null(found);
    assert_day(found->from, DAY(2026, 6, 16));
    assert_day(found->clock.starts_on, DAY(2026, 6, 16));
    assert_day(found->clock.due, DAY(2026, 7, 21));
    found = course(&told, DAY(2026, 6, 2), LIMIT_STAGE_2_ABSOLUTE, 2);
    assert_non_null(found);
    assert_day(found->from, DAY(2026, 6, 16));
    found = course(&told, DAY(2026, 6, 2), LIMIT_STAGE_1, 1);
    assert_non_null(found);
    assert_day(found->from, (struct date){0});
    assert_day(found->turns_on, DAY(2026, 6, 16));
    assert_int_equal(found->turned, CLOCK_MISSED);

    /* Once the day has come they are simply there. */
    found = course(&told, DAY(2026, 6, 16), LIMIT_STAGE_2, 2);
    assert_non_null(found);
    assert_day(found->from, (struct date){0});

    /* Taken back, they never come. */
    done(&told, .kind = ACT_WITHDRAW_REQUEST, .on = DAY(2026, 6, 3), .by = ROLE_COMPLAINANT);
    assert_null(course(&told, DAY(2026, 6, 3), LIMIT_STAGE_2, 2));
}

/* L7 is advice: it lapses, it is never missed. */
static void test_advice_lapses(void **state)
{
    struct told told;
    const struct clock_course *found;

    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(DAY(2026, 6, 1)));
    done(&told, .kind = ACT_APPOINT, .on = DAY(2026, 6, 1), .by = ROLE_COMPLAINTS_MANAGER,
         .role = ROLE_STAGE1_HANDLER);
    done(&told, .kind = ACT_FIND, .on = DAY(2026, 6, 1), .by = ROLE_STAGE1_HANDLER, .stage = 1,
         .findings = "u");
    done(&told, .kind = ACT_SEND_NOTICE, .on = DAY(2026, 6, 1), .by = ROLE_COMPLAINTS_MANAGER,
         .notice = NOTICE_STAGE_1_RESPONSE, .channel = CHANNEL_EMAIL, .stage = 1);
    found = course(&told, DAY(2026, 6, 1), LIMIT_ASK_STAGE_2, 2);
    assert_non_null(found);
    assert_day(found->clock.due, DAY(2026, 6, 29));
    assert_day(found->turns_on, DAY(2026, 6, 30));
    assert_int_equal(found->turned, CLOCK_CANCELLED);
}

/* L25: a word is owed from the day after the first limit, and no more once the answer has left. */
static void test_a_word_is_owed(void **state)
{
    struct told told;
    const struct clock_course *found;

    (void)state;
    tell_under(&told, "statutory");
    done(&told, COMPLAINT(DAY(2026, 6, 1)));
    found = course(&told, DAY(2026, 6, 1), LIMIT_UPDATE, 1);
    assert_non_null(found);
    assert_day(found->from, DAY(2026, 6, 16));
    assert_day(found->clock.due, DAY(2026, 6, 29));
    done(&told, .kind = ACT_APPOINT, .on = DAY(2026, 6, 17), .by = ROLE_COMPLAINTS_MANAGER,
         .role = ROLE_STAGE1_HANDLER);
    done(&told, .kind = ACT_FIND, .on = DAY(2026, 6, 17), .by = ROLE_STAGE1_HANDLER, .stage = 1,
         .findings = "u");
    found = course(&told, DAY(2026, 6, 17), LIMIT_UPDATE, 1);
    assert_non_null(found);
    assert_day(found->from, (struct date){0});
    done(&told, .kind = ACT_SEND_NOTICE, .on = DAY(2026, 6, 17), .by = ROLE_COMPLAINTS_MANAGER,
         .notice = NOTICE_STAGE_1_RESPONSE, .channel = CHANNEL_EMAIL, .stage = 1);
    assert_null(course(&told, DAY(2026, 6, 17), LIMIT_UPDATE, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request_that_waits_brings_stage_2),
        cmocka_unit_test(test_advice_lapses),
        cmocka_unit_test(test_a_word_is_owed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
