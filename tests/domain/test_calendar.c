/* Working days in England (reg. 2(1)): the data against the rules of the Banking and Financial Dealings Act 1971, and
 * the counting against a slow model that knows nothing of either. */
#include "given.h"

#include <time.h>

/* ---- A model of its own: holidays from the rules ------------------------------------------------------ */

/* Easter Sunday, anonymous Gregorian computus. */
static struct date easter(int year)
{
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month = (h + l - 7 * m + 114) / 31;

    return DAY(year, month, (h + l - 7 * m + 114) % 31 + 1);
}

/* One-off decrees: days that were added, and days that were moved away from where the rules put them. */
static const struct date decreed[] = {
    {2020, 5, 8},                /* early May, moved for VE Day */
    {2022, 6, 2},  {2022, 6, 3}, /* spring moved, and the Platinum Jubilee */
    {2022, 9, 19},               /* State Funeral of Queen Elizabeth II */
    {2023, 5, 8},                /* Coronation of King Charles III */
};
static const struct date moved_away[] = {{2020, 5, 4}, {2022, 5, 30}};

static bool among(struct date day, const struct date *days, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (date_same(days[i], day))
            return true;
    return false;
}

static bool monday(struct date day)
{
    return date_weekday(day) == 0;
}

/* New Year's Day, or the Monday after it when it falls on a weekend. */
static bool new_year(struct date day)
{
    if (day.month != 1 || day.day > 3 || date_weekday(day) > 4)
        return false;
    return day.day == 1 || (monday(day) && date_weekday(DAY(day.year, 1, 1)) > 4);
}

/* Christmas and Boxing Day; a weekend's day is given back on the 27th or 28th. */
static bool christmas(struct date day)
{
    const int christmas_weekday = date_weekday(DAY(day.year, 12, 25));

    if (day.month != 12 || day.day < 25 || date_weekday(day) > 4)
        return false;
    if (day.day <= 26)
        return true;
    switch (christmas_weekday) {
    case 4: /* Friday: Boxing Day on Saturday, given back on Monday 28 */
        return day.day == 28;
    case 5: /* Saturday: Monday 27 and Tuesday 28 */
        return day.day == 27 || day.day == 28;
    case 6: /* Sunday: Boxing Day on Monday 26, Christmas given back on Tuesday 27 */
        return day.day == 27;
    default:
        return false;
    }
}

static bool model_holiday(struct date day)
{
    const int from_easter = date_number(day) - date_number(easter(day.year));

    if (among(day, decreed, COUNT(decreed)))
        return true;
    if (among(day, moved_away, COUNT(moved_away)))
        return false;
    return new_year(day) || christmas(day) || from_easter == -2 || from_easter == 1 ||
           (monday(day) && day.month == 5 && (day.day <= 7 || day.day >= 25)) ||
           (monday(day) && day.month == 8 && day.day >= 25);
}

static bool model_working(struct date day)
{
    return date_weekday(day) < 5 && !model_holiday(day);
}

/* ---- The data -------------------------------------------------------------------------------------------- */

static void the_list_is_what_the_rules_and_the_decrees_say(void **state)
{
    const struct calendar *calendar = england();

    (void)state;
    assert_true(calendar->first_year <= 2023 && calendar->last_year >= 2028);
    for (struct date day = {calendar->first_year, 1, 1}; day.year <= calendar->last_year;
         day = date_add_days(day, 1)) {
        bool working;

        assert_int_equal(calendar_is_working(calendar, day, &working), NO_PROBLEM);
        if (working != model_working(day))
            fail_msg("%s: %d by the list, %d by the rules", date_print(day).text, working,
                     model_working(day));
    }
    for (size_t i = 1; i < calendar->count; i++)
        assert_true(date_before(calendar->holidays[i - 1].on, calendar->holidays[i].on));
}

static void why_a_day_does_not_count_is_said(void **state)
{
    (void)state;
    assert_string_equal(calendar_reason(england(), DAY(2026, 4, 3)), "Good Friday");
    assert_string_equal(calendar_holiday(england(), DAY(2026, 4, 3)), "Good Friday");
    assert_string_equal(calendar_reason(england(), DAY(2026, 4, 4)), "Saturday");
    assert_string_equal(calendar_reason(england(), DAY(2026, 4, 5)), "Sunday");
    assert_null(calendar_reason(england(), DAY(2026, 4, 7)));
    assert_null(calendar_holiday(england(), DAY(2026, 4, 4)));
}

/* Invariant 18: outside the known years an error, never a guess. */
static void no_day_outside_the_known_years_is_guessed(void **state)
{
    const struct calendar *calendar = england();
    const struct date before = {calendar->first_year - 1, 12, 31};
    const struct date first = {calendar->first_year, 1, 1};
    const struct date last = {calendar->last_year, 12, 31};
    const struct date after = {calendar->last_year + 1, 1, 1};
    struct date end = {1, 1, 1};
    bool working;
    int days;

    (void)state;
    assert_int_equal(calendar_is_working(calendar, before, &working), PROBLEM_CALENDAR_UNKNOWN);
    assert_int_equal(calendar_is_working(calendar, after, &working), PROBLEM_CALENDAR_UNKNOWN);
    assert_int_equal(calendar_is_working(calendar, first, &working), NO_PROBLEM);
    assert_int_equal(calendar_is_working(calendar, last, &working), NO_PROBLEM);
    assert_int_equal(calendar_count(calendar, before, 1, &end), PROBLEM_CALENDAR_UNKNOWN);
    assert_int_equal(calendar_count(calendar, last, 1, &end), PROBLEM_CALENDAR_UNKNOWN);
    assert_int_equal(calendar_count(calendar, first, -1, &end), PROBLEM_CALENDAR_UNKNOWN);
    assert_day(end, DAY(1, 1, 1));
    assert_int_equal(calendar_count(calendar, last, 0, &end), NO_PROBLEM);
    assert_day(end, last);
    assert_int_equal(calendar_between(calendar, before, last, &days), PROBLEM_CALENDAR_UNKNOWN);
    assert_int_equal(calendar_between(calendar, first, after, &days), PROBLEM_CALENDAR_UNKNOWN);
}

/* ---- Counting ----------------------------------------------------------------------------------------------- */

/* Rulebook 3.1: the day of the event is day 0, day 1 the first working day after it. */
static void the_day_of_the_event_is_day_0(void **state)
{
    static const struct {
        const char *when;
        struct date event;
        int days;
        struct date end;
    } cases[] = {
        {"Maundy Thursday", {2026, 4, 2}, 10, {2026, 4, 20}},
        {"Good Friday", {2026, 4, 3}, 10, {2026, 4, 20}},
        {"Saturday", {2026, 4, 4}, 1, {2026, 4, 7}},
        {"day 0 itself", {2026, 4, 4}, 0, {2026, 4, 4}},
        {"over Christmas", {2025, 12, 19}, 10, {2026, 1, 7}},
        {"Boxing Day on a Saturday", {2026, 12, 23}, 10, {2027, 1, 11}},
        {"Christmas on a Saturday", {2027, 12, 24}, 10, {2028, 1, 12}},
        {"two May holidays", {2026, 4, 30}, 20, {2026, 6, 1}},
        {"65 days", {2025, 10, 20}, 65, {2026, 1, 22}},
        {"papers ten days before the panel", {2026, 10, 13}, -10, {2026, 9, 29}},
        {"back over Christmas", {2026, 1, 8}, -10, {2025, 12, 22}},
        {"back from a Sunday", {2026, 6, 14}, -1, {2026, 6, 12}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct date end;

        assert_int_equal(calendar_count(england(), cases[i].event, cases[i].days, &end),
                         NO_PROBLEM);
        if (!date_same(end, cases[i].end))
            fail_msg("%s: %s", cases[i].when, date_print(end).text);
    }
}

/* Decisions 29: a closed clock keeps the calendar by which it was judged. */
static void a_day_added_later_counts_only_from_when_it_was_known(void **state)
{
    static const struct holiday added[] = {{{2026, 1, 30}, "Special bank holiday", {2026, 1, 21}}};
    static const struct holiday weekend[] = {{{2026, 1, 31}, "Special Saturday", {2026, 1, 21}}};
    struct calendar calendar = {
        .first_year = 2026, .last_year = 2026, .holidays = added, .count = 1};
    struct date end;

    (void)state;
    calendar.known_on = DAY(2026, 1, 20);
    assert_int_equal(calendar_count(&calendar, DAY(2026, 1, 29), 1, &end), NO_PROBLEM);
    assert_day(end, DAY(2026, 1, 30));
    calendar.known_on = DAY(2026, 1, 21);
    assert_int_equal(calendar_count(&calendar, DAY(2026, 1, 29), 1, &end), NO_PROBLEM);
    assert_day(end, DAY(2026, 2, 2));
    calendar.known_on = (struct date){0};
    calendar.holidays = weekend;
    calendar.known_on = DAY(2026, 1, 20);
    assert_int_equal(calendar_count(&calendar, DAY(2026, 1, 30), 1, &end), NO_PROBLEM);
    assert_day(end, DAY(2026, 2, 2)); /* a Saturday is none, whatever else it may become */
    calendar.holidays = added;
    calendar.known_on = (struct date){0};
    assert_string_equal(calendar_reason(&calendar, DAY(2026, 1, 30)), "Special bank holiday");
}

/* ---- Counting against the model, at random -------------------------------------------------------------------- */

static uint64_t random_state;

static int random_below(int bound) /* xorshift64*: the same everywhere for one seed */
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (int)((random_state * UINT64_C(2685821657736338717)) >> 33) % bound;
}

static struct date model_count(struct date day, int days)
{
    while (days != 0) {
        day = date_add_days(day, days > 0 ? 1 : -1);
        if (model_working(day))
            days += days > 0 ? -1 : 1;
    }
    return day;
}

static void counting_agrees_with_a_slow_model(void **state)
{
    const char *given = getenv("HEARD_SEED");
    const uint64_t seed = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
    const int rounds = getenv("HEARD_PROOF") ? 500000 : 5000;
    const struct calendar *calendar = england();
    const int first = date_number(DAY(calendar->first_year + 1, 1, 1));
    const int span = date_number(DAY(calendar->last_year, 1, 1)) - first;

    (void)state;
    random_state = seed * 2 + 1;
    print_message("HEARD_SEED=%llu\n", (unsigned long long)seed);
    for (int i = 0; i < rounds; i++) {
        const struct date event = date_of_number(first + random_below(span));
        const int days = random_below(181) - 90;
        const struct date model = model_count(event, days);
        struct date end;
        int between;

        assert_int_equal(calendar_count(calendar, event, days, &end), NO_PROBLEM);
        if (!date_same(end, model))
            fail_msg("%d days from %s: %s, by the model %s", days, date_print(event).text,
                     date_print(end).text, date_print(model).text);
        assert_int_equal(calendar_between(calendar, event, end, &between), NO_PROBLEM);
        if (days >= 0 || model_working(event))
            assert_int_equal(between, days);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_what_the_rules_and_the_decrees_say),
        cmocka_unit_test(why_a_day_does_not_count_is_said),
        cmocka_unit_test(no_day_outside_the_known_years_is_guessed),
        cmocka_unit_test(the_day_of_the_event_is_day_0),
        cmocka_unit_test(a_day_added_later_counts_only_from_when_it_was_known),
        cmocka_unit_test(counting_agrees_with_a_slow_model),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
