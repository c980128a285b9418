/* domain/calendar.h - working days in England (reg. 2(1)): not a Saturday, Sunday, Christmas Day, Good Friday or bank
 * holiday of England and Wales. The days are versioned data of the operator; a date outside the known years is a
 * problem, never a guess (rulebook 3.6, invariant 18). Pure. */
#ifndef HEARD_DOMAIN_CALENDAR_H
#define HEARD_DOMAIN_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "domain/date.h"

struct holiday {
    struct date on;
    const char *name;
    struct date
        added_on; /* the day it was proclaimed to the calendar; none: known from the start */
};

struct calendar {
    int version;
    int first_year; /* the first and last year that are known whole */
    int last_year;
    const struct holiday *holidays; /* in order of their dates, none twice */
    size_t count;
    struct date
        known_on; /* only days added until then count; none: all. A closed clock keeps the calendar by which it
                           * was judged (decisions 29) */
};

/* Say whether `day` is a working day. PROBLEM_CALENDAR_UNKNOWN outside the known years. */
checked enum problem calendar_is_working(const struct calendar *calendar, struct date day,
                                         bool *working);

/* The `days`th working day after `event`, whose own day is day 0 (rulebook 3.1); before it when `days` is negative;
 * `event` itself, working or not, when 0. PROBLEM_CALENDAR_UNKNOWN when the count leaves the known years. */
checked enum problem calendar_count(const struct calendar *calendar, struct date event, int days,
                                    struct date *end);

/* Working days in (`from`, `to`]; in (`to`, `from`] as a negative number when `to` lies before `from`.
 * PROBLEM_CALENDAR_UNKNOWN as above. */
checked enum problem calendar_between(const struct calendar *calendar, struct date from,
                                      struct date to, int *days);

/* The name of the holiday on `day`, or NULL. */
const char *calendar_holiday(const struct calendar *calendar, struct date day);

/* Why `day` is not counted: the holiday's name, "Saturday" or "Sunday"; NULL for a working day. The year is known. */
const char *calendar_reason(const struct calendar *calendar, struct date day);

#endif
