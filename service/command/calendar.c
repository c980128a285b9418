/* heard calendar: shows the national calendar, and follows it with a newer version (decision 29). */
#include "calendar.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/settings.h"
#include "store/calendar_store.h"
#include "store/recount.h"
#include "store/rules_store.h"

enum {
    EXIT_USAGE = 2,
    LARGEST_FILE = 4 * 1024 * 1024
};

struct import {
    const char *file;
    const char *source;
    struct date known_on; /* clocks that had ended before keep the dates they were judged by */
    bool dry;
};

static int help(FILE *file, int status)
{
    (void)fputs("heard calendar show prints the non-working days that Heard counts with.\n"
                "\n"
                "heard calendar import FILE --source WORDS [--known-on DAY] [--dry-run] follows "
                "them with a newer\n"
                "version: FILE is the JSON of GOV.UK's bank holidays. Each day that comes or goes "
                "is named, and the clocks\n"
                "that still run and that it lies in are counted anew; clocks that have ended keep "
                "the dates they were\n"
                "judged by. --source says where the file is from, --known-on since when it is "
                "known (today when left out;\n"
                "an earlier day for a proclamation that was overlooked, or for councils whose test "
                "clock is behind).\n"
                "With --dry-run nothing is written.\n",
                file);
    return status;
}

static int failed(const char *sentence)
{
    (void)fprintf(stderr, "heard calendar: %s\n", sentence);
    return 1;
}

/* The present calendar; an empty one when there is none. */
static enum problem present_read(struct store *store, struct arena *arena,
                                 struct calendar *calendar)
{
    enum problem problem;
    enum problem ended;

    *calendar = (struct calendar){0};
    store_read(store, NULL);
    store_calendar_read(store);
    problem = store_calendar_collect(store, arena, calendar);
    ended = store_finish(store);
    return problem == NO_PROBLEM || problem == PROBLEM_CALENDAR_UNKNOWN ? ended : problem;
}

static int show(struct store *store, struct arena *arena)
{
    struct calendar calendar;

    if (present_read(store, arena, &calendar) != NO_PROBLEM)
        return failed("the database cannot be read.");
    (void)printf("Version %d, %d to %d.\n", calendar.version, calendar.first_year,
                 calendar.last_year);
    for (size_t i = 0; i < calendar.count; i++)
        (void)printf("%s %s\n", date_print(calendar.holidays[i].on).text,
                     calendar.holidays[i].name);
    return 0;
}

/* ---- Import ---------------------------------------------------------------------------------------- */

static char *file_read(const char *path, struct arena *arena, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;

    if (!file)
        return NULL;
    text = arena_take(arena, LARGEST_FILE);
    *length = fread(text, 1, LARGEST_FILE, file);
    if (ferror(file) || *length == LARGEST_FILE)
        text = NULL;
    (void)fclose(file);
    return text;
}

/* Name every day that comes or goes; into `days`, which has room for all. */
static size_t difference_print(const struct calendar *present, const struct calendar *next,
                               struct date days[])
{
    struct calendar_places places = {0};
    struct holiday day;
    size_t count = 0;
    bool added;

    while (calendar_difference(present, next, &places, &day, &added)) {
        (void)printf("%c %s %s\n", added ? '+' : '-', date_print(day.on).text, day.name);
        days[count++] = day.on;
    }
    return count;
}

static enum problem add(struct store *store, const struct calendar *calendar,
                        const struct import *import)
{
    enum problem problem;
    enum problem ended;

    store_write(store, NULL);
    store_calendar_add(store, calendar, import->source, import->known_on);
    store_commit(store);
    problem = store_done(store, true);
    ended = store_finish(store);
    return problem != NO_PROBLEM ? problem : ended;
}

/* The calendar as it was before its newest days came, which are put into `days`. */
static size_t newest_days(const struct calendar *calendar, struct arena *arena,
                          struct calendar *before, struct date days[])
{
    struct holiday *kept = arena_take(arena, (calendar->count + 1) * sizeof *kept);
    struct date newest = {0};
    size_t count = 0;

    for (size_t i = 0; i < calendar->count; i++)
        if (!date_none(calendar->holidays[i].added_on) &&
            (date_none(newest) || date_compare(newest, calendar->holidays[i].added_on) < 0))
            newest = calendar->holidays[i].added_on;
    *before = *calendar;
    before->holidays = kept;
    before->count = 0;
    for (size_t i = 0; i < calendar->count; i++) {
        if (!date_none(newest) && date_same(calendar->holidays[i].added_on, newest))
            days[count++] = calendar->holidays[i].on;
        else
            kept[before->count++] = calendar->holidays[i];
    }
    return count;
}

/* The file was imported before: what an interruption left is still counted anew. */
static int finish(struct store *store, struct arena *arena, const struct import *import,
                  const struct calendar *present, struct date days[])
{
    struct calendar before;
    size_t count = newest_days(present, arena, &before, days);
    struct recount recount = {
        .present = &before, .next = present, .days = days, .count = count, .dry = import->dry};

    if (count > 0 && store_recount(store, &recount) != NO_PROBLEM)
        return failed("the running clocks could not all be counted anew; import the file again.");
    (void)printf("The calendar has these days already; %d clocks were still to move.\n",
                 recount.clocks_moved);
    return 0;
}

static int follow(struct store *store, struct arena *arena, const struct import *import,
                  const struct calendar *present, struct calendar *next)
{
    struct date *days = arena_take(arena, (present->count + next->count + 1) * sizeof *days);
    size_t count = difference_print(present, next, days);
    struct recount recount = {
        .present = present, .next = next, .days = days, .count = count, .dry = import->dry};

    if (count == 0)
        return finish(store, arena, import, present, days);
    if (!import->dry && add(store, next, import) != NO_PROBLEM)
        return failed("the new version could not be written.");
    if (store_recount(store, &recount) != NO_PROBLEM)
        return failed("the running clocks could not all be counted anew; import the file again.");
    (void)printf(import->dry
                     ? "Version %d would move %d clocks of %d complaints; nothing was written.\n"
                     : "Version %d moved %d clocks of %d complaints.\n",
                 next->version, recount.clocks_moved, recount.complaints);
    return 0;
}

static int import_file(struct store *store, struct arena *arena, const struct import *import)
{
    struct calendar present, file, next;
    char sentence[400] = "";
    size_t length = 0;
    const char *text = file_read(import->file, arena, &length);

    if (!text)
        return failed("the file cannot be read.");
    if (present_read(store, arena, &present) != NO_PROBLEM)
        return failed("the database cannot be read.");
    if (!calendar_file_read(text, length, arena, &file, sentence, sizeof sentence) ||
        !calendar_follow(&present, &file, import->known_on, arena, &next, sentence,
                         sizeof sentence))
        return failed(sentence);
    return follow(store, arena, import, &present, &next);
}

static bool import_option(int option, const char *value, struct import *import)
{
    switch (option) {
    case 's':
        import->source = value;
        return *value != '\0';
    case 'k':
        return date_parse(value, strlen(value), &import->known_on);
    case 'd':
        import->dry = true;
        return true;
    default:
        return false;
    }
}

static bool import_options(int count, char *arguments[], struct import *import)
{
    static const struct option options[] = {
        {"source", required_argument, NULL, 's'},
        {"known-on", required_argument, NULL, 'k'},
        {"dry-run", no_argument, NULL, 'd'},
        {NULL, 0, NULL, 0},
    };
    int option;

    import->known_on = date_in_london(clock_unix_ms());
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): a command has one thread */
    while ((option = getopt_long(count, arguments, "", options, NULL)) != -1)
        if (!import_option(option, optarg, import))
            return false;
    if (optind != count - 1 || !import->source)
        return false;
    import->file = arguments[optind];
    return true;
}

/* ---- The command ----------------------------------------------------------------------------------- */

int command_calendar(int count, char *arguments[])
{
    const struct store_options options = {.database = setting_text(SETTING_OWNER_DATABASE),
                                          .role = "heard_owner"};
    const char *verb = count > 1 ? arguments[1] : "";
    struct import import = {0};
    struct arena arena = {0};
    struct store *store;
    int status;

    if (strcmp(verb, "--help") == 0)
        return help(stdout, 0);
    if (strcmp(verb, "show") != 0 &&
        (strcmp(verb, "import") != 0 || !import_options(count - 1, arguments + 1, &import)))
        return help(stderr, EXIT_USAGE);
    if (*options.database == '\0')
        return failed("HEARD_OWNER_DATABASE is not set.");
    store = store_new(&options);
    status = import.file ? import_file(store, &arena, &import) : show(store, &arena);
    store_free(store);
    arena_free(&arena);
    return status;
}
