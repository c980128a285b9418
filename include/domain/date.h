/* domain/date.h - civil dates of the Gregorian calendar, by value. Pure. */
#ifndef HEARD_DOMAIN_DATE_H
#define HEARD_DOMAIN_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"

enum {
    DATE_LENGTH = 10
};

struct date {
    int year; /* 0: no date */
    int month;
    int day;
};

struct date_text {
    char text[DATE_LENGTH + 1];
};

bool date_none(struct date date);
bool date_same(struct date left, struct date right);

/* Less than, equal to or greater than 0 as `left` lies before, on or after `right`; both are dates. */
int date_compare(struct date left, struct date right);

/* Whether `left` lies before `right`; both are dates. */
bool date_before(struct date left, struct date right);

/* The earlier, the later of two dates; a missing one does not count. */
struct date date_earlier(struct date left, struct date right);
struct date date_later(struct date left, struct date right);

/* Days since 1970-01-01, and back. */
int date_number(struct date date);
struct date date_of_number(int number);

struct date date_add_days(struct date date, int days);

/* The same date `years` later; 29 February becomes 28 February in a common year (rulebook 1.4). */
struct date date_add_years(struct date date, int years);

/* 0 for Monday to 6 for Sunday. */
int date_weekday(struct date date);

/* Read `YYYY-MM-DD`, a date that exists, years 1900 to 2199. Writes `date` only when it returns true. */
checked bool date_parse(const char *text, size_t length, struct date *date);

/* `YYYY-MM-DD`; empty text for no date. */
struct date_text date_print(struct date date);

/* The date in Europe/London at an instant: summer time from 01:00 UTC on the last Sunday of March
 * to 01:00 UTC on the last Sunday of October (Summer Time Act 1972 as amended in 2002). */
struct date date_in_london(int64_t unix_ms);

#endif
