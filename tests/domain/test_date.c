/* Civil dates: read, printed, counted, and told from instants as London's clocks show them. */
#include "given.h"

static void only_days_that_exist_are_read(void **state)
{
    static const struct {
        const char *text;
        bool right;
    } cases[] = {
        {"2026-01-01", true},  {"1900-01-01", true},  {"2199-12-31", true},   {"2024-02-29", true},
        {"2000-02-29", true},  {"2100-02-29", false}, {"2026-02-29", false},  {"2026-02-30", false},
        {"2026-04-31", false}, {"2026-00-10", false}, {"2026-13-01", false},  {"2026-01-00", false},
        {"2026-01-32", false}, {"1899-12-31", false}, {"2200-01-01", false},  {"2026-1-01", false},
        {"2026/01/01", false}, {"2026-01-1x", false}, {"2026-01-011", false}, {"+026-01-01", false},
        {" 026-01-01", false}, {"", false},           {"2026-01- 1", false},  {"20260-1-01", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct date date = {1, 2, 3};
        const bool right = date_parse(cases[i].text, strlen(cases[i].text), &date);

        if (right != cases[i].right)
            fail_msg("%s", cases[i].text);
        if (right)
            assert_string_equal(date_print(date).text, cases[i].text);
        else
            assert_day(date, DAY(1, 2, 3)); /* untouched */
    }
}

static void every_day_of_three_centuries_has_its_number_and_weekday(void **state)
{
    int number = date_number(DAY(1900, 1, 1));
    int weekday = 0; /* 1 January 1900 was a Monday */

    (void)state;
    for (struct date day = {1900, 1, 1}; day.year < 2200; day = date_add_days(day, 1)) {
        struct date read;

        assert_int_equal(date_number(day), number);
        assert_day(date_of_number(number), day);
        assert_int_equal(date_weekday(day), weekday);
        assert_true(date_parse(date_print(day).text, DATE_LENGTH, &read));
        assert_day(read, day);
        number++;
        weekday = (weekday + 1) % 7;
    }
    assert_int_equal(date_number(DAY(1970, 1, 1)), 0);
    assert_string_equal(date_print((struct date){0}).text, "");
}

/* Rulebook 1.4: the same date next year; 29 February becomes the 28th. */
static void a_year_later_is_the_same_date(void **state)
{
    static const struct {
        struct date from;
        int years;
        struct date to;
    } cases[] = {
        {{2025, 3, 14}, 1, {2026, 3, 14}},   {{2024, 2, 29}, 1, {2025, 2, 28}},
        {{2024, 2, 29}, 4, {2028, 2, 29}},   {{2023, 2, 28}, 1, {2024, 2, 28}},
        {{2025, 12, 31}, 1, {2026, 12, 31}}, {{2096, 2, 29}, 4, {2100, 2, 28}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_day(date_add_years(cases[i].from, cases[i].years), cases[i].to);
}

static void earlier_and_later_pass_over_what_is_missing(void **state)
{
    const struct date none = {0};
    const struct date first = {2026, 1, 2};
    const struct date second = {2026, 2, 1};

    (void)state;
    assert_day(date_earlier(first, second), first);
    assert_day(date_earlier(second, none), second);
    assert_day(date_earlier(none, second), second);
    assert_day(date_later(first, second), second);
    assert_day(date_later(none, first), first);
    assert_true(date_none(date_earlier(none, none)));
    assert_true(date_compare(first, second) < 0 && date_compare(second, first) > 0);
    assert_true(date_before(first, second) && !date_before(first, first));
}

static int64_t instant(struct date day, int hour, int minute)
{
    return (((int64_t)date_number(day) * 24 + hour) * 60 + minute) * 60000;
}

static void london_changes_its_clocks_on_the_last_sundays(void **state)
{
    static const struct {
        struct date utc;
        int hour, minute;
        struct date london;
    } cases[] = {
        {{2026, 6, 30}, 23, 30, {2026, 7, 1}},    {{2026, 6, 30}, 22, 59, {2026, 6, 30}},
        {{2026, 1, 31}, 23, 59, {2026, 1, 31}},   {{2026, 2, 1}, 0, 0, {2026, 2, 1}},
        {{2026, 3, 28}, 23, 30, {2026, 3, 28}},   {{2026, 3, 29}, 0, 59, {2026, 3, 29}},
        {{2026, 3, 29}, 23, 0, {2026, 3, 30}},    {{2026, 10, 24}, 23, 0, {2026, 10, 25}},
        {{2026, 10, 25}, 0, 59, {2026, 10, 25}},  {{2026, 10, 25}, 23, 30, {2026, 10, 25}},
        {{2025, 3, 30}, 22, 59, {2025, 3, 30}},   {{2025, 3, 30}, 23, 0, {2025, 3, 31}},
        {{1969, 12, 31}, 23, 59, {1969, 12, 31}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_day(date_in_london(instant(cases[i].utc, cases[i].hour, cases[i].minute)),
                   cases[i].london);
    assert_day(date_in_london(instant(DAY(2026, 6, 30), 23, 0) - 1), DAY(2026, 6, 30));
    assert_day(date_in_london(instant(DAY(2026, 6, 30), 23, 0)), DAY(2026, 7, 1));
    assert_day(date_in_london(-1), DAY(1969, 12, 31));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_days_that_exist_are_read),
        cmocka_unit_test(every_day_of_three_centuries_has_its_number_and_weekday),
        cmocka_unit_test(a_year_later_is_the_same_date),
        cmocka_unit_test(earlier_and_later_pass_over_what_is_missing),
        cmocka_unit_test(london_changes_its_clocks_on_the_last_sundays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
