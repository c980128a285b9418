#include "day_count.h"

static void day_write(struct writer *writer, struct date day, bool counted, int number,
                      const char *reason)
{
    write_object(writer);
    write_member_date(writer, "date", day);
    write_member_flag(writer, "counted", counted);
    write_member(writer, "number");
    if (counted)
        write_number(writer, number);
    else
        write_null(writer);
    write_member_text(writer, "reason", reason);
    write_object_end(writer);
}

enum problem write_days_counted(struct writer *writer, const struct calendar *calendar,
                                struct date from, struct date to, int *working_days)
{
    const int step = date_before(to, from) ? -1 : 1;
    int number = 0;
    bool counted;

    TRY(calendar_is_working(calendar, from, &counted)); /* day 0 must be known too */
    write_array(writer);
    for (struct date day = from; !date_same(day, to);) {
        day = date_add_days(day, step);
        TRY(calendar_is_working(calendar, day, &counted));
        number += counted ? step : 0;
        day_write(writer, day, counted, number,
                  counted ? "Working day" : calendar_reason(calendar, day));
    }
    write_array_end(writer);
    *working_days = number;
    return NO_PROBLEM;
}
