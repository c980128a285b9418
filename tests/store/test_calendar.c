/* The calendar followed by newer versions, and the clocks that move with it (decision 29, invariants 18 and 19). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "database.h"
#include "store/act_store.h"
#include "store/calendar_store.h"
#include "store/projection.h"
#include "store/recount.h"
#include "store/rules_store.h"

static struct database database;
static struct arena arena;
static char sentence[300];

/* ---- Files ----------------------------------------------------------------------------------------- */

/* A whole year by rule of thumb: eight days, of which only the first is asked about. */
static size_t year_put(char *to, size_t size, int year, const char *first)
{
    size_t length =
        (size_t)snprintf(to, size, "{\"title\":\"First\",\"date\":\"%d-%s\"}", year, first);

    for (int month = 2; month <= 8; month++)
        length += (size_t)snprintf(to + length, size - length,
                                   ",{\"title\":\"Day\",\"date\":\"%d-%02d-03\"}", year, month);
    return length;
}

static bool read_text(const char *text, struct calendar *calendar)
{
    sentence[0] = '\0';
    return calendar_file_read(text, strlen(text), &arena, calendar, sentence, sizeof sentence);
}

static struct calendar years(int first_year, int last_year, const char *first)
{
    char text[4000] = "{\"england-and-wales\":{\"events\":[";
    struct calendar calendar = {0};

    for (int year = first_year; year <= last_year; year++) {
        size_t length = strlen(text);

        if (year > first_year)
            text[length++] = ',';
        (void)year_put(text + length, sizeof text - length, year, first);
    }
    (void)snprintf(text + strlen(text), sizeof text - strlen(text), "]}}");
    if (!read_text(text, &calendar))
        fail_msg("%s", sentence);
    return calendar;
}

static void a_file_is_read_whole_or_not_at_all(void **state)
{
    static const struct {
        const char *text;
        const char *says;
    } refused[] = {
        {"", "no JSON"},
        {"{\"england-and-wales\":", "no JSON"},
        {"[]", "no \"england-and-wales\""},
        {"{\"scotland\":{\"events\":[]}}", "no \"england-and-wales\""},
        {"{\"england-and-wales\":{\"events\":[]}}", "no \"england-and-wales\""},
        {"{\"england-and-wales\":{\"events\":[{\"title\":\"X\",\"date\":\"2026-02-30\"}]}}",
         "no date"},
        {"{\"england-and-wales\":{\"events\":[{\"title\":\"\",\"date\":\"2026-02-03\"}]}}",
         "no title"},
        {"{\"england-and-wales\":{\"events\":[{\"title\":\"X\",\"date\":\"2026-02-03\"}]}}",
         "whole year"},
        {"{\"england-and-wales\":{\"events\":[{\"title\":\"X\",\"date\":\"2026-02-03\"},"
         "{\"title\":\"Y\",\"date\":\"2026-02-03\"}]}}",
         "twice"},
    };
    struct calendar calendar;

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        assert_false(read_text(refused[i].text, &calendar));
        if (!strstr(sentence, refused[i].says))
            fail_msg("%s: %s", refused[i].text, sentence);
    }
    calendar = years(2026, 2027, "01-01");
    assert_int_equal(calendar.first_year, 2026);
    assert_int_equal(calendar.last_year, 2027);
    assert_int_equal(calendar.count, 16);
}

static void older_years_are_kept_and_gaps_refused(void **state)
{
    struct calendar present = years(2024, 2026, "01-01");
    struct calendar file = years(2026, 2028, "01-02");
    struct calendar far = years(2028, 2029, "01-01");
    struct calendar shorter = years(2024, 2025, "01-01");
    struct calendar next;
    struct calendar_places places = {0};
    struct holiday day;
    bool added;

    (void)state;
    assert_true(calendar_follow(&present, &file, (struct date){2026, 5, 1}, &arena, &next, sentence,
                                sizeof sentence));
    assert_int_equal(next.version, 2);
    assert_int_equal(next.first_year, 2024);
    assert_int_equal(next.last_year, 2028);
    assert_non_null(calendar_holiday(&next, (struct date){2024, 1, 1}));
    assert_null(calendar_holiday(&next, (struct date){2026, 1, 1}));
    assert_true(calendar_difference(&present, &next, &places, &day, &added));
    assert_string_equal(date_print(day.on).text, "2026-01-01");
    assert_false(added);
    assert_true(calendar_difference(&present, &next, &places, &day, &added));
    assert_string_equal(date_print(day.on).text, "2026-01-02");
    assert_true(added);
    assert_string_equal(date_print(day.added_on).text, "2026-05-01");
    assert_false(calendar_follow(&present, &far, (struct date){2026, 5, 1}, &arena, &next, sentence,
                                 sizeof sentence));
    assert_non_null(strstr(sentence, "ends with 2026"));
    assert_false(calendar_follow(&present, &shorter, (struct date){2026, 5, 1}, &arena, &next,
                                 sentence, sizeof sentence));
    assert_non_null(strstr(sentence, "already knows 2026"));
}

/* ---- Clocks that move -------------------------------------------------------------------------------- */

static struct store *owner;
static struct id council;
static const struct date received = {2026, 6, 1};
static const struct date new_day = {2026, 6, 5};

static struct calendar calendar_now(void)
{
    struct calendar calendar = {0};

    store_read(owner, NULL);
    store_calendar_read(owner);
    assert_int_equal(store_calendar_collect(owner, &arena, &calendar), NO_PROBLEM);
    assert_int_equal(store_finish(owner), NO_PROBLEM);
    return calendar;
}

/* A complaint received on 1 June 2026, with the clocks that follow from that. */
static struct id complaint_received(const char *subject)
{
    struct id complaint = database_complaint(&database, council, subject);
    const struct act act = {
        .kind = ACT_COMPLAIN,
        .number = 1,
        .on = received,
        .received_on = received,
        .recorded_on = received,
        .by = ROLE_COMPLAINANT,
        .form = FORM_WRITTEN,
        .channel = CHANNEL_WEB,
        .matter = KIND_COMPLAINT,
        .anonymity = ANONYMITY_NAMED,
        .points = 1,
    };
    struct calendar calendar = calendar_now();
    struct policy statutory = policy_statutory();
    struct policies policies = {&statutory, 1};
    struct history history = {&act, 1, &policies, &calendar};
    struct visitor visitor = visitor_staff(council);
    struct standing *standing = arena_take(&arena, sizeof *standing);
    struct clock_courses *courses = arena_take(&arena, sizeof *courses);

    assert_int_equal(procedure_replay(&history, received, standing), NO_PROBLEM);
    assert_int_equal(procedure_courses(&history, received, courses), NO_PROBLEM);
    store_write(owner, &visitor);
    store_act_add(owner, council, complaint, &act, "issuer|child");
    store_case_project(owner, &arena,
                       &(struct projection){.council = council,
                                            .complaint = complaint,
                                            .standing = standing,
                                            .courses = courses,
                                            .acts = 1,
                                            .version = 1,
                                            .today = received,
                                            .now = clock_unix_ms(),
                                            .cause = "complain"});
    store_commit(owner);
    assert_int_equal(store_done(owner, true), NO_PROBLEM);
    assert_int_equal(store_case_projected(owner), NO_PROBLEM);
    assert_int_equal(store_finish(owner), NO_PROBLEM);
    return complaint;
}

static int make(void **state)
{
    const struct store_options options = {.database = database.owner, .role = "heard_owner"};

    (void)state;
    database_make(&database);
    owner = store_new(&options);
    council = id_new(clock_unix_ms());
    database_run(&database,
                 "INSERT INTO council (id, slug, code, name, sandbox, test_day) VALUES ('%s', "
                 "'abc', 'ABC', 'abc', true,"
                 " '2026-06-02')",
                 council.text);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    store_free(owner);
    database_drop(&database);
    arena_free(&arena);
    return 0;
}

static const char *due(struct id complaint)
{
    return database_value(&database,
                          "SELECT due_on FROM deadline WHERE complaint = '%s' AND kind = 'stage_1'",
                          complaint.text);
}

static void a_new_holiday_moves_the_clocks_that_still_run(void **state)
{
    struct id running = complaint_received("child");
    struct id ended = complaint_received("other");
    struct calendar present = calendar_now();
    struct holiday *days = arena_take(&arena, (present.count + 1) * sizeof *days);
    struct calendar file = present, next;
    struct recount recount = {
        .present = &present, .next = &next, .days = &new_day, .count = 1, .dry = true};
    size_t at = 0;

    (void)state;
    assert_string_equal(due(running), "2026-06-15");
    database_run(&database,
                 "UPDATE deadline SET state = 'met', met_on = '2026-06-02', ended_on = "
                 "'2026-06-02' WHERE complaint = '%s'",
                 ended.text);
    for (size_t i = 0; i < present.count; i++) {
        if (at == i && date_compare(new_day, present.holidays[i].on) < 0)
            days[at++] = (struct holiday){.on = new_day, .name = "A wedding"};
        days[at++] = present.holidays[i];
    }
    file.holidays = days;
    file.count = at;
    assert_true(
        calendar_follow(&present, &file, received, &arena, &next, sentence, sizeof sentence));

    assert_int_equal(store_recount(owner, &recount),
                     NO_PROBLEM); /* dry: counted, nothing written */
    assert_int_equal(recount.complaints, 1);
    assert_true(recount.clocks_moved >= 1);
    assert_string_equal(due(running), "2026-06-15");

    store_write(owner, NULL);
    store_calendar_add(owner, &next, "the proclamation", received);
    store_commit(owner);
    assert_int_equal(store_done(owner, true), NO_PROBLEM);
    assert_int_equal(store_finish(owner), NO_PROBLEM);
    next = calendar_now();
    assert_int_equal(next.version, 2);
    assert_non_null(calendar_holiday(&next, new_day));

    recount.dry = false;
    assert_int_equal(store_recount(owner, &recount), NO_PROBLEM);
    assert_string_equal(due(running), "2026-06-16");
    assert_string_equal(due(ended), "2026-06-15");
    assert_string_equal(database_value(&database,
                                       "SELECT next_deadline_due_on FROM complaint WHERE id = '%s'",
                                       running.text),
                        "2026-06-16");
    assert_string_equal(
        database_value(&database,
                       "SELECT moves -> 0 ->> 'cause' FROM deadline WHERE complaint = '%s'"
                       " AND kind = 'stage_1'",
                       running.text),
        "calendar");
    assert_string_equal(
        database_value(&database,
                       "SELECT string_agg(DISTINCT type, ',') FROM event WHERE complaint = '%s'",
                       running.text),
        "deadline.moved");
    assert_string_equal(
        database_value(&database, "SELECT version FROM complaint WHERE id = '%s'", running.text),
        "1");

    assert_int_equal(store_recount(owner, &recount),
                     NO_PROBLEM); /* again: nothing is left to move */
    assert_int_equal(recount.complaints, 0);
    assert_string_equal(
        database_value(&database,
                       "SELECT count(*) = (SELECT events FROM complaint WHERE id = '%s')"
                       " FROM event WHERE complaint = '%s'",
                       running.text, running.text),
        "t");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole_or_not_at_all),
        cmocka_unit_test(older_years_are_kept_and_gaps_refused),
        cmocka_unit_test(a_new_holiday_moves_the_clocks_that_still_run),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
