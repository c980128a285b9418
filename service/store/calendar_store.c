#include "store/calendar_store.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "embedded.h"
#include "query.h"
#include "store/rules_store.h"

#define FIRST_FILE "data/bank-holidays-england-and-wales.json"
#define FIRST_SOURCE \
    "GOV.UK bank holidays, England and Wales; the file that this release of Heard brings along"

enum {
    LEAST_DAYS_A_YEAR = 8
}; /* six bank holidays, Good Friday and Christmas Day, or days in their place */

struct refusal {
    char *sentence;
    size_t size;
};

static bool refuse(struct refusal refusal, const char *format, ...) formats(2, 3);
static bool refuse(struct refusal refusal, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(refusal.sentence, refusal.size, format, arguments);
    va_end(arguments);
    return false;
}

/* ---- The file -------------------------------------------------------------------------------------- */

static int by_day(const void *left, const void *right)
{
    const struct holiday *a = left;
    const struct holiday *b = right;

    return date_compare(a->on, b->on);
}

static bool day_read(const json_t *event, struct arena *arena, struct holiday *day,
                     struct refusal refusal)
{
    const char *date = json_string_value(json_object_get(event, "date"));
    const char *title = json_string_value(json_object_get(event, "title"));

    if (!date || !title || *title == '\0' || !date_parse(date, strlen(date), &day->on))
        return refuse(refusal, "An event has no title or no date like 2026-12-25.");
    day->name = arena_text(arena, title);
    return true;
}

/* No day twice, no year in part: a date in it would be counted by a guess (invariant 18). */
static bool years_whole(const struct calendar *calendar, struct refusal refusal)
{
    size_t at = 0;

    for (int year = calendar->first_year; year <= calendar->last_year; year++) {
        size_t first = at;

        for (; at < calendar->count && calendar->holidays[at].on.year == year; at++)
            if (at > 0 && date_same(calendar->holidays[at].on, calendar->holidays[at - 1].on))
                return refuse(refusal, "%s stands in the file twice.",
                              date_print(calendar->holidays[at].on).text);
        if (at - first < LEAST_DAYS_A_YEAR)
            return refuse(refusal, "The file has %zu days of %d, which cannot be the whole year.",
                          at - first, year);
    }
    return true;
}

static bool events_read(const json_t *events, struct arena *arena, struct calendar *calendar,
                        struct refusal refusal)
{
    size_t count = json_array_size(events);
    struct holiday *days = arena_take(arena, (count + 1) * sizeof *days);

    if (count == 0)
        return refuse(refusal, "The file has no \"england-and-wales\" with \"events\".");
    for (size_t i = 0; i < count; i++)
        if (!day_read(json_array_get(events, i), arena, &days[i], refusal))
            return false;
    qsort(days, count, sizeof *days, by_day);
    *calendar = (struct calendar){
        .version = 1,
        .first_year = days[0].on.year,
        .last_year = days[count - 1].on.year,
        .holidays = days,
        .count = count,
    };
    return years_whole(calendar, refusal);
}

/* NOLINTBEGIN(readability-non-const-parameter): `sentence` is written to by refuse() */
bool calendar_file_read(const char *text, size_t length, struct arena *arena,
                        struct calendar *calendar, char *sentence, size_t size)
{
    struct refusal refusal = {sentence, size};
    json_error_t error;
    json_t *file = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    bool good;

    if (!file)
        return refuse(refusal, "The file is no JSON: line %d, column %d.", error.line,
                      error.column);
    good = events_read(json_object_get(json_object_get(file, "england-and-wales"), "events"), arena,
                       calendar, refusal);
    json_decref(file);
    return good;
}
/* NOLINTEND(readability-non-const-parameter) */

/* ---- What follows ---------------------------------------------------------------------------------- */

/* When the days of `next` became known: as in `present`, or today. */
static void known_since(const struct calendar *present, struct date today, struct holiday days[],
                        size_t count)
{
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        while (at < present->count && date_compare(present->holidays[at].on, days[i].on) < 0)
            at++;
        if (at < present->count && date_same(present->holidays[at].on, days[i].on))
            days[i].added_on = present->holidays[at].added_on;
        else
            days[i].added_on = today;
    }
}

/* NOLINTBEGIN(readability-non-const-parameter): `sentence` is written to by refuse() */
bool calendar_follow(const struct calendar *present, const struct calendar *file, struct date today,
                     struct arena *arena, struct calendar *next, char *sentence, size_t size)
{
    struct refusal refusal = {sentence, size};
    struct holiday *days = arena_take(arena, (present->count + file->count + 1) * sizeof *days);
    size_t count = 0;

    if (present->count > 0 && file->first_year > present->last_year + 1)
        return refuse(refusal, "The file begins with %d, but the calendar ends with %d.",
                      file->first_year, present->last_year);
    if (present->count > 0 && file->last_year < present->last_year)
        return refuse(refusal, "The file ends with %d, but the calendar already knows %d.",
                      file->last_year, present->last_year);
    for (size_t i = 0; i < present->count && present->holidays[i].on.year < file->first_year; i++)
        days[count++] = present->holidays[i];
    memcpy(&days[count], file->holidays, file->count * sizeof *days);
    if (present->count > 0)
        known_since(present, today, &days[count], file->count);
    *next = (struct calendar){
        .version = present->version + 1,
        .first_year = count > 0 ? present->first_year : file->first_year,
        .last_year = file->last_year,
        .holidays = days,
        .count = count + file->count,
    };
    return true;
}
/* NOLINTEND(readability-non-const-parameter) */

/* The day at a place of the list; behind its end a day after all others. */
static struct date day_at(const struct calendar *calendar, size_t place)
{
    return place < calendar->count ? calendar->holidays[place].on : (struct date){9999, 12, 31};
}

bool calendar_difference(const struct calendar *present, const struct calendar *next,
                         struct calendar_places *places, struct holiday *day, bool *added)
{
    while (places->present < present->count || places->next < next->count) {
        int order = date_compare(day_at(present, places->present), day_at(next, places->next));

        if (order < 0) {
            *added = false;
            *day = present->holidays[places->present++];
            return true;
        }
        if (order > 0) {
            *added = true;
            *day = next->holidays[places->next++];
            return true;
        }
        places->present++;
        places->next++;
    }
    return false;
}

void store_calendar_add(struct store *store, const struct calendar *calendar, const char *source,
                        struct date known_on)
{
    struct arena *arena = query_arena(store);
    const char **days = arena_take(arena, (calendar->count + 1) * sizeof *days);
    const char **names = arena_take(arena, (calendar->count + 1) * sizeof *names);
    const char *values[7];

    for (size_t i = 0; i < calendar->count; i++) {
        days[i] = query_date(store, calendar->holidays[i].on);
        names[i] = calendar->holidays[i].name;
    }
    values[0] = query_number(store, calendar->version);
    values[1] = source;
    values[2] = query_number(store, calendar->first_year);
    values[3] = query_number(store, calendar->last_year);
    values[4] = query_array(store, days, calendar->count);
    values[5] = query_array(store, names, calendar->count);
    values[6] = query_date(store, known_on);
    query_queue(store, SQL_CALENDAR_ADD, values, COUNT(values));
}

/* ---- The first one --------------------------------------------------------------------------------- */

static const struct embedded *first_file(void)
{
    for (size_t i = 0; i < EMBEDDED_FILES; i++)
        if (strcmp(embedded_files[i].name, FIRST_FILE) == 0)
            return &embedded_files[i];
    abort(); /* the build left it out */
}

static enum problem first_add(struct store *store, const struct calendar *calendar)
{
    store_calendar_add(store, calendar, FIRST_SOURCE, date_in_london(clock_unix_ms()));
    store_commit(store);
    return store_done(store, true);
}

bool store_calendar_first(struct store *store, char *sentence, size_t size)
{
    const struct embedded *file = first_file();
    struct arena arena = {0};
    struct calendar calendar;
    enum problem problem;
    bool good;

    store_write(store, NULL);
    store_calendar_read(store);
    problem = store_calendar_collect(store, &arena, &calendar);
    good = problem == NO_PROBLEM || (problem == PROBLEM_CALENDAR_UNKNOWN &&
                                     calendar_file_read((const char *)file->bytes, file->length,
                                                        &arena, &calendar, sentence, size) &&
                                     first_add(store, &calendar) == NO_PROBLEM);
    if (store_finish(store) != NO_PROBLEM && good)
        good = false;
    if (!good && *sentence == '\0')
        (void)snprintf(sentence, size,
                       "The first calendar could not be written; heard migrate may be run again.");
    arena_free(&arena);
    return good;
}
