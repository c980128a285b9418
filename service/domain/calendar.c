#include "domain/calendar.h"

#include <limits.h>

enum {
    SATURDAY = 5,
    SUNDAY = 6
};

static bool known(const struct calendar *calendar, struct date day)
{
    return day.year >= calendar->first_year && day.year <= calendar->last_year;
}

/* The place in the list of the first holiday on or after `day`. */
static size_t first_from(const struct calendar *calendar, struct date day)
{
    size_t low = 0;
    size_t high = calendar->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (date_before(calendar->holidays[middle].on, day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the holiday was in the calendar when it is asked. */
static bool in_force(const struct calendar *calendar, const struct holiday *holiday)
{
    return date_none(holiday->added_on) || date_none(calendar->known_on) ||
           !date_before(calendar->known_on, holiday->added_on);
}

const char *calendar_holiday(const struct calendar *calendar, struct date day)
{
    const size_t place = first_from(calendar, day);
    const struct holiday *found = &calendar->holidays[place];

    if (place == calendar->count || !date_same(found->on, day) || !in_force(calendar, found))
        return NULL;
    return found->name;
}

const char *calendar_reason(const struct calendar *calendar, struct date day)
{
    const int weekday = date_weekday(day);

    if (weekday == SATURDAY)
        return "Saturday";
    if (weekday == SUNDAY)
        return "Sunday";
    return calendar_holiday(calendar, day);
}

enum problem calendar_is_working(const struct calendar *calendar, struct date day, bool *working)
{
    if (!known(calendar, day))
        return PROBLEM_CALENDAR_UNKNOWN;
    *working = calendar_reason(calendar, day) == NULL;
    return NO_PROBLEM;
}

/* A holiday as a number of days, so that counting compares numbers; one that no day has behind the list. */
static int holiday_number(const struct calendar *calendar, size_t place)
{
    return place < calendar->count ? date_number(calendar->holidays[place].on) : INT_MAX;
}

static bool weekend(int number)
{
    return (number + 3) % 7 >=
           SATURDAY; /* day 0, 1970-01-01, was a Thursday; known years lie after it */
}

/* Day by day, with the holidays beside: every replay of every complaint counts here. */
enum problem calendar_count(const struct calendar *calendar, struct date event, int days,
                            struct date *end)
{
    const int step = days < 0 ? -1 : 1;
    const int first = date_number((struct date){calendar->first_year, 1, 1});
    const int last = date_number((struct date){calendar->last_year, 12, 31});
    size_t place =
        days < 0 ? first_from(calendar, event) - 1 : first_from(calendar, date_add_days(event, 1));
    int holiday = holiday_number(calendar, place);
    int number = date_number(event);

    if (!known(calendar, event))
        return PROBLEM_CALENDAR_UNKNOWN;
    while (days != 0) {
        bool off;

        number += step;
        if (number < first || number > last)
            return PROBLEM_CALENDAR_UNKNOWN;
        off = weekend(number);
        if (number == holiday) {
            off = off || in_force(calendar, &calendar->holidays[place]);
            place += (size_t)step; /* before the first it is behind the last: no holiday */
            holiday = holiday_number(calendar, place);
        }
        if (!off)
            days -= step;
    }
    *end = date_of_number(number);
    return NO_PROBLEM;
}

/* Weekdays from Monday, 1969-12-29, to the day `number`, both counted. */
static int weekdays_until(int number)
{
    const int days = number + 3;
    const int of_week = days % 7 + 1;

    return days / 7 * SATURDAY + (of_week < SATURDAY ? of_week : SATURDAY);
}

enum problem calendar_between(const struct calendar *calendar, struct date from, struct date to,
                              int *days)
{
    const bool backward = date_before(to, from);
    const struct date last = backward ? from : to;
    const struct date first = backward ? to : from;
    int count = weekdays_until(date_number(last)) - weekdays_until(date_number(first));

    if (!known(calendar, from) || !known(calendar, to))
        return PROBLEM_CALENDAR_UNKNOWN;
    for (size_t place = first_from(calendar, date_add_days(first, 1)); place < calendar->count;
         place++) {
        const struct holiday *holiday = &calendar->holidays[place];

        if (date_before(last, holiday->on))
            break;
        if (in_force(calendar, holiday) && !weekend(date_number(holiday->on)))
            count--;
    }
    *days = backward ? -count : count;
    return NO_PROBLEM;
}
