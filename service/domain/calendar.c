#include "domain/calendar.h"

enum { SATURDAY = 5, SUNDAY = 6 };

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

const char *calendar_holiday(const struct calendar *calendar, struct date day)
{
    const size_t place = first_from(calendar, day);
    const struct holiday *found;

    if (place == calendar->count || !date_same(calendar->holidays[place].on, day))
        return NULL;
    found = &calendar->holidays[place];
    if (!date_none(found->added_on) && !date_none(calendar->known_on) &&
        date_before(calendar->known_on, found->added_on))
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

enum problem calendar_count(const struct calendar *calendar, struct date event, int days, struct date *end)
{
    const int step = days < 0 ? -1 : 1;
    struct date day = event;

    if (!known(calendar, event))
        return PROBLEM_CALENDAR_UNKNOWN;
    while (days != 0) {
        bool working;

        day = date_add_days(day, step);
        TRY(calendar_is_working(calendar, day, &working));
        if (working)
            days -= step;
    }
    *end = day;
    return NO_PROBLEM;
}

enum problem calendar_between(const struct calendar *calendar, struct date from, struct date to, int *days)
{
    const bool backward = date_before(to, from);
    const struct date last = backward ? from : to;
    struct date day = backward ? to : from;
    int count = 0;

    if (!known(calendar, from) || !known(calendar, to))
        return PROBLEM_CALENDAR_UNKNOWN;
    while (date_before(day, last)) {
        day = date_add_days(day, 1);
        if (!calendar_reason(calendar, day))
            count++;
    }
    *days = backward ? -count : count;
    return NO_PROBLEM;
}
