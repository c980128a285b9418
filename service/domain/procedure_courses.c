/* What the passing of days alone makes of the clocks while nobody acts (invariant 23): a request for stage 2 that waits
 * opens it with its clocks (T19), advice lapses (L7), a stage that runs past its first limit owes a word (L25). */
#include "procedure_parts.h"

enum {
    TURNS_AHEAD = 16 /* more than all clocks can turn; a bound all the same */
};

static bool running(const struct clock *clock)
{
    return clock->state != CLOCK_NONE && date_none(clock->ended_on) && !date_none(clock->due);
}

static struct date earliest_after(struct date day, struct date found, struct date limit)
{
    const struct date turn = date_add_days(limit, 1);

    return date_before(day, turn) ? date_earlier(found, turn) : found;
}

/* The next day after `day` on which a clock may have passed a limit; none if none runs. */
static struct date next_limit_passed(const struct standing *standing, struct date day)
{
    struct date found = {0};

    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++) {
        const struct clock *clock = &standing->clocks[limit];

        if (!running(clock))
            continue;
        found = earliest_after(day, found, clock->due);
        if (!date_none(clock->first_due))
            found = earliest_after(day, found, clock->first_due);
    }
    return found;
}

static struct clock_course *course_of(struct clock_courses *courses, const struct clock *clock)
{
    for (size_t i = 0; i < courses->count; i++)
        if (courses->items[i].clock.limit == clock->limit &&
            courses->items[i].clock.stage == clock->stage)
            return &courses->items[i];
    return NULL;
}

static void begin(struct clock_courses *courses, const struct clock *clock, struct date from)
{
    if (courses->count < COURSES_MAX)
        courses->items[courses->count++] = (struct clock_course){.clock = *clock, .from = from};
}

/* A clock that the day ended, or of which nothing is left: what was running is over. */
static void turn(struct clock_course *course, const struct clock *now, struct date day)
{
    const bool there = now->state != CLOCK_NONE && now->stage == course->clock.stage;

    if (!date_none(course->turns_on) || !date_none(course->clock.ended_on) ||
        (there && date_none(now->ended_on)))
        return;
    course->turns_on = there ? now->ended_on : day;
    course->turned = there ? now->state : CLOCK_CANCELLED;
}

static void take_day(struct clock_courses *courses, const struct standing *standing,
                     struct date day)
{
    for (size_t i = 0; i < courses->count; i++)
        turn(&courses->items[i], &standing->clocks[courses->items[i].clock.limit], day);
    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++)
        if (standing->clocks[limit].state != CLOCK_NONE &&
            !course_of(courses, &standing->clocks[limit]))
            begin(courses, &standing->clocks[limit], day);
}

enum problem procedure_courses(const struct history *history, struct date day,
                               struct clock_courses *courses)
{
    struct walk walk;
    struct act act;
    bool more;

    *courses = (struct clock_courses){.count = 0};
    walk_start(&walk, history, NULL);
    for (;;) {
        TRY(walk_next(&walk, day, &act, &more));
        if (!more)
            break;
        TRY(walk_take(&walk, &act));
    }
    TRY(walk_pass(&walk, day));
    take_day(courses, &walk.standing, (struct date){0});
    for (int turns = 0; turns < TURNS_AHEAD; turns++) {
        const struct date next = next_limit_passed(&walk.standing, walk.day);

        if (date_none(next) || walk_pass(&walk, next) != NO_PROBLEM)
            break; /* past the known years: nothing is said, and nobody's act fails for it */
        take_day(courses, &walk.standing, next);
    }
    return NO_PROBLEM;
}
