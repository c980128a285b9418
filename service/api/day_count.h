/* A count of working days, told day by day (rulebook 3.1: the day of the event is day 0). */
#ifndef HEARD_API_DAY_COUNT_H
#define HEARD_API_DAY_COUNT_H

#include "domain/calendar.h"
#include "store/writer.h"

/* Write an array with every day after `from` up to `to`, or back from the day before `from` to `to`: its date, whether
 * it is counted, its number, and why. `*working_days` is the last number, negative when counted back.
 *
 * Returns PROBLEM_CALENDAR_UNKNOWN when a day lies outside the known years. */
checked enum problem write_days_counted(struct writer *writer, const struct calendar *calendar,
                                        struct date from, struct date to, int *working_days);

#endif
