/* Where a complaint stands, in plain words: right, complete, and readable at ten. */
#include "given.h"

#include "domain/plain.h"

enum {
    OLDEST_READER = 10
};

#define MANAGER .by = ROLE_COMPLAINTS_MANAGER
#define CHILD .by = ROLE_COMPLAINANT

static const struct date received = {2026, 6, 1};
static const struct plain_contacts nobody = {NULL, NULL};

static struct told told;
static struct arena arena;

static const struct plain *plain_on(struct date day, enum role role,
                                    const struct plain_contacts *contacts)
{
    static struct plain plain;

    plain_tell(standing_on(&told, day), role, day, contacts, &arena, &plain);
    return &plain;
}

static int forget(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void the_reading_age_follows_the_published_formula(void **state)
{
    (void)state;
    /* 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 - 15.59 is below 0 */
    assert_int_equal(plain_reading_age("The cat sat on the mat."), 5);
    /* 7 words, 1 sentence, 32 syllables by the rule: 2.73 + 53.94 - 15.59 = 41.08 */
    assert_int_equal(plain_reading_age("Representations regarding accommodation necessitate "
                                       "administrative deliberation immediately."),
                     5 + 41);
    assert_int_equal(plain_reading_age(""), 5);
    assert_true(plain_reading_age("You should get an answer by Monday 15 June 2026.") <=
                OLDEST_READER);
}

/* For every status that this procedure knows, and every reader. */
static void everything_said_to_a_child_is_readable_at_ten(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT_OF(received, CAPACITY_CHILD_LOOKED_AFTER), .child = true);
    for (enum status status = STATUS_RECEIVED; status < STATUS_COUNT; status++) {
        for (int state_of_clock = CLOCK_RUNNING; state_of_clock <= CLOCK_MISSED; state_of_clock++) {
            struct standing standing = *standing_on(&told, received);
            struct plain plain;

            standing.status = status;
            standing.phase = status == STATUS_STAGE2 || status == STATUS_STAGE2_RECORD
                                 ? PHASE_STAGE_2
                                 : standing.phase;
            standing.clocks[LIMIT_STAGE_2] = standing.clocks[LIMIT_STAGE_1];
            standing.clocks[LIMIT_STAGE_1].state = (enum clock_state)state_of_clock;
            standing.clocks[LIMIT_STAGE_2].state = (enum clock_state)state_of_clock;
            standing.clocks[LIMIT_STAGE_1].extended = state_of_clock == CLOCK_MET;
            plain_tell(&standing, ROLE_COMPLAINANT, received, &nobody, &arena, &plain);
            if (plain.reading_age > OLDEST_READER)
                fail_msg("%s: %d: %s", code_text(&status_codes, (int)status), plain.reading_age,
                         plain.speech);
            assert_true(strlen(plain.headline) > 10 && strlen(plain.what_happened) > 10 &&
                        strlen(plain.next_step) > 10 && strlen(plain.by_when) > 10 &&
                        strlen(plain.who_knows) > 10 && strlen(plain.help) > 10);
            assert_memory_equal(plain.symbol, "U+", 2);
            plain_tell(&standing, ROLE_STAGE1_HANDLER, received, &nobody, &arena, &plain);
            assert_true(strlen(plain.headline) > 5 && strlen(plain.next_step) > 10);
        }
    }
}

static bool chooses(const struct plain *plain, const char *words)
{
    for (size_t i = 0; i < plain->choice_count; i++)
        if (strstr(plain->your_choices[i], words))
            return true;
    return false;
}

static void the_day_is_named_and_what_can_be_done(void **state)
{
    const struct plain_contacts contacts = {"01642 729814", "NYAS, 0808 808 1001"};
    const struct plain *plain;

    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT_OF(received, CAPACITY_CHILD_IN_NEED), .child = true);
    plain = plain_on(received, ROLE_COMPLAINANT, &contacts);
    assert_string_equal(plain->headline, "We are looking into your complaint.");
    assert_string_equal(plain->by_when, "You should get an answer by Monday 15 June 2026.");
    assert_true(chooses(plain, "next step") && chooses(plain, "quick fix") &&
                chooses(plain, "advocate") && chooses(plain, "stop"));
    assert_non_null(strstr(plain->help, "01642 729814"));
    assert_non_null(strstr(plain->help, "0808 808 1001"));
    assert_non_null(strstr(plain->speech, plain->headline));
    assert_non_null(strstr(plain->speech, plain->by_when));
    plain = plain_on(DAY(2026, 6, 16), ROLE_COMPLAINANT, &contacts);
    assert_non_null(strstr(plain->by_when, "late"));
    plain = plain_on(DAY(2026, 6, 16), ROLE_COMPLAINTS_MANAGER, &contacts);
    assert_string_equal(plain->by_when, "Was due by Tuesday 2 June 2026 and is late.");
    assert_int_equal(plain->choice_count, 0);
}

static void who_complains_is_told_what_waits(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT_OF(received, CAPACITY_CHILD_IN_NEED), .child = true,
         .anonymity = ANONYMITY_CONFIDENTIAL);
    done(&told, .kind = ACT_ASK_ADVOCATE, .on = received, CHILD);
    assert_string_equal(plain_on(received, ROLE_COMPLAINANT, &nobody)->by_when,
                        "The time for the answer has not begun yet.");
    assert_false(chooses(plain_on(received, ROLE_COMPLAINANT, &nobody), "ask for an advocate"));
    assert_string_equal(plain_on(received, ROLE_COMPLAINANT, &nobody)->who_knows,
                        "Only a few people in the complaints team know your name.");
    done(&told, .kind = ACT_APPOINT_ADVOCATE, .on = received, MANAGER);
    done(&told, .kind = ACT_WITHDRAW, .on = received, CHILD);
    assert_non_null(
        strstr(plain_on(received, ROLE_COMPLAINANT, &nobody)->what_happened, "you want to stop"));
    assert_true(chooses(plain_on(received, ROLE_COMPLAINANT, &nobody), "change your mind"));
    assert_non_null(
        strstr(plain_on(received, ROLE_COMPLAINTS_MANAGER, &nobody)->what_happened, "N9"));
}

static void a_parent_is_not_promised_a_childs_advocate(void **state)
{
    (void)state;
    tell_under(&told, "middlesbrough");
    done(&told, COMPLAINT(received));
    assert_null(strstr(plain_on(received, ROLE_COMPLAINANT, &nobody)->help, "advocate"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_reading_age_follows_the_published_formula, forget),
        cmocka_unit_test_teardown(everything_said_to_a_child_is_readable_at_ten, forget),
        cmocka_unit_test_teardown(the_day_is_named_and_what_can_be_done, forget),
        cmocka_unit_test_teardown(who_complains_is_told_what_waits, forget),
        cmocka_unit_test_teardown(a_parent_is_not_promised_a_childs_advocate, forget),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
