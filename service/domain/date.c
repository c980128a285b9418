#include "domain/date.h"

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 2199,
    MS_PER_HOUR = 3600 * 1000,
    HOURS_PER_DAY = 24
};

bool date_none(struct date date)
{
    return date.year == 0;
}

bool date_same(struct date left, struct date right)
{
    return left.year == right.year && left.month == right.month && left.day == right.day;
}

int date_compare(struct date left, struct date right)
{
    if (left.year != right.year)
        return left.year - right.year;
    if (left.month != right.month)
        return left.month - right.month;
    return left.day - right.day;
}

bool date_before(struct date left, struct date right)
{
    return date_compare(left, right) < 0;
}

struct date date_earlier(struct date left, struct date right)
{
    if (date_none(left))
        return right;
    if (date_none(right))
        return left;
    return date_before(left, right) ? left : right;
}

struct date date_later(struct date left, struct date right)
{
    if (date_none(left))
        return right;
    if (date_none(right))
        return left;
    return date_before(left, right) ? right : left;
}

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* The years run from March to February, so that the leap day is the last day of its year; 400 years are an era. */
int date_number(struct date date)
{
    const int year = date.month > 2 ? date.year : date.year - 1;
    const int month = (date.month + 9) % 12; /* 0: March */
    const int era = year / 400;
    const int year_of_era = year % 400;
    const int day_of_year = (153 * month + 2) / 5 + date.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

struct date date_of_number(int number)
{
    const int days = number + 719468;
    const int era = days / 146097;
    const int day_of_era = days % 146097;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month = (5 * day_of_year + 2) / 153; /* 0: March */
    struct date date = {
        .year = era * 400 + year_of_era,
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };

    if (date.month <= 2)
        date.year++;
    return date;
}

struct date date_add_days(struct date date, int days)
{
    return date_of_number(date_number(date) + days);
}

struct date date_add_years(struct date date, int years)
{
    const int year = date.year + years;
    const int last = days_of_month(year, date.month);

    return (struct date){year, date.month, date.day < last ? date.day : last};
}

int date_weekday(struct date date)
{
    const int thursday = 3; /* 1970-01-01 */
    const int weekday = (date_number(date) + thursday) % 7;

    return weekday < 0 ? weekday + 7 : weekday;
}

/* `count` digits at `text` as a number, or -1. */
static int digits(const char *text, size_t count)
{
    int number = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool date_parse(const char *text, size_t length, struct date *date)
{
    struct date read;

    if (length != DATE_LENGTH || text[4] != '-' || text[7] != '-')
        return false;
    read = (struct date){digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)};
    if (read.year < FIRST_YEAR || read.year > LAST_YEAR || read.month < 1 || read.month > 12)
        return false;
    if (read.day < 1 || read.day > days_of_month(read.year, read.month))
        return false;
    *date = read;
    return true;
}

static void print_digits(char *text, int number, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

struct date_text date_print(struct date date)
{
    struct date_text print = {""};

    if (date_none(date))
        return print;
    print_digits(print.text, date.year, 4);
    print.text[4] = '-';
    print_digits(print.text + 5, date.month, 2);
    print.text[7] = '-';
    print_digits(print.text + 8, date.day, 2);
    return print;
}

static struct date last_sunday(int year, int month)
{
    const struct date last = {year, month, days_of_month(year, month)};

    return date_add_days(last, -((date_weekday(last) + 1) % 7));
}

/* Hours since 1970-01-01T00:00Z at which the clocks change on the last Sunday of `month`: 01:00 UTC both times. */
static int64_t change_hour(int year, int month)
{
    return (int64_t)date_number(last_sunday(year, month)) * HOURS_PER_DAY + 1;
}

/* Division that rounds down, so that instants before 1970 fall on their own day. */
static int64_t floor_divide(int64_t number, int64_t by)
{
    return number / by - (number % by < 0);
}

struct date date_in_london(int64_t unix_ms)
{
    const int64_t hour = floor_divide(unix_ms, MS_PER_HOUR);
    const int year = date_of_number((int)floor_divide(hour, HOURS_PER_DAY)).year;
    const bool summer = hour >= change_hour(year, 3) && hour < change_hour(year, 10);

    return date_of_number((int)floor_divide(summer ? hour + 1 : hour, HOURS_PER_DAY));
}
