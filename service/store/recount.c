#include "store/recount.h"

#include <string.h>

#include "base/clock.h"
#include "domain/events.h"
#include "query.h"
#include "store/act_store.h"
#include "store/deadline_store.h"
#include "store/event_store.h"
#include "store/projection.h"
#include "store/rules_store.h"

enum {
    BATCH = 200
};

#define CAUSE "calendar"

struct place {
    struct id council;
    struct id complaint;
    struct date today; /* the council's day */
};

/* ---- Which complaints ------------------------------------------------------------------------------ */

static const char *days_literal(struct store *store, const struct recount *recount)
{
    const char **texts = arena_take(query_arena(store), (recount->count + 1) * sizeof *texts);

    for (size_t i = 0; i < recount->count; i++)
        texts[i] = query_date(store, recount->days[i]);
    return query_array(store, texts, recount->count);
}

/* The next complaints behind `after`, in the order of their ids. */
static enum problem places_read(struct store *store, const struct recount *recount, struct id after,
                                struct place places[BATCH], int *count)
{
    auto_result *rows = NULL;
    const char *values[3];
    enum problem problem;
    struct date today = date_in_london(clock_unix_ms());

    store_read(store, NULL);
    values[0] = days_literal(store, recount);
    values[1] = query_id(store, after);
    values[2] = query_number(store, BATCH);
    query_queue(store, SQL_CALENDAR_RECOUNT, values, COUNT(values));
    problem = query_collect(store, ANY_ROWS, &rows);
    *count = problem == NO_PROBLEM ? PQntuples(rows) : 0;
    for (int i = 0; i < *count; i++) {
        places[i].council = field_id(rows, i, 0);
        places[i].complaint = field_id(rows, i, 1);
        places[i].today = field_date(rows, i, 2);
        if (date_none(places[i].today))
            places[i].today = today;
    }
    {
        enum problem ended = store_finish(store);

        return problem != NO_PROBLEM ? problem : ended;
    }
}

/* ---- One complaint --------------------------------------------------------------------------------- */

struct counted {
    struct case_head head;
    struct act *acts;
    size_t count;
    struct policies policies;
    struct standing before;
    struct standing now;
    struct clock_courses courses;
};

static struct history history_by(const struct counted *counted, const struct calendar *calendar)
{
    return (struct history){
        .acts = counted->acts,
        .count = counted->count,
        .policies = &counted->policies,
        .calendar = calendar,
    };
}

static enum problem stand(struct counted *counted, const struct recount *recount, struct date today)
{
    const struct history before = history_by(counted, recount->present);
    const struct history now = history_by(counted, recount->next);

    TRY(procedure_replay(&before, today, &counted->before));
    TRY(procedure_replay(&now, today, &counted->now));
    return procedure_courses(&now, today, &counted->courses);
}

static struct date due_now(const struct counted *counted, const struct deadline_row *row)
{
    for (size_t i = 0; i < counted->courses.count; i++) {
        const struct clock *clock = &counted->courses.items[i].clock;

        if (clock->limit == row->kind && clock->stage == row->stage)
            return clock->due;
    }
    return (struct date){0};
}

/* How many of the clocks that are written down and run, now or later, end on another day now. */
static int clocks_moved(const struct counted *counted, const struct deadline_row rows[],
                        size_t count)
{
    int moved = 0;

    for (size_t i = 0; i < count; i++)
        moved +=
            date_none(rows[i].ended_on) && !date_same(rows[i].due_on, due_now(counted, &rows[i]));
    return moved;
}

static int last_number(const struct counted *counted)
{
    int last = 0;

    for (size_t i = 0; i < counted->count; i++)
        if (counted->acts[i].number > last)
            last = counted->acts[i].number;
    return last;
}

/* The version stays: it counts acts, and nobody did anything to the complaint. */
static void write_down(struct store *store, struct arena *arena, const struct place *place,
                       struct counted *counted)
{
    struct event_list *events = arena_take(arena, sizeof *events);
    const int64_t now = clock_unix_ms();

    procedure_events(&counted->before, &counted->now, NULL, 0, events);
    store_case_project(store, arena,
                       &(struct projection){
                           .council = place->council,
                           .complaint = place->complaint,
                           .standing = &counted->now,
                           .courses = &counted->courses,
                           .acts = last_number(counted),
                           .events = counted->head.events + (int)events->count,
                           .version = counted->head.version,
                           .today = place->today,
                           .now = now,
                           .cause = CAUSE,
                       });
    store_events_add(store, arena, place->council, place->complaint, counted->head.events + 1,
                     counted->head.version, now, events);
    store_commit(store);
}

static enum problem count_anew(struct store *store, struct arena *arena, const struct place *place,
                               struct recount *recount)
{
    struct counted *counted = arena_take(arena, sizeof *counted);
    struct deadline_row *rows;
    size_t count;
    int moved;

    store_case_lock(store, place->council, place->complaint);
    store_policies_read(store, place->council);
    store_deadlines_of(store, place->council, place->complaint, (struct date){0});
    TRY(store_case_locked(store, arena, 0, &counted->head, &counted->acts, &counted->count));
    TRY(store_policies_collect(store, arena, &counted->policies, NULL));
    TRY(store_deadlines_collect(store, arena, &rows, &count));
    TRY(stand(counted, recount, place->today));
    moved = clocks_moved(counted, rows, count);
    recount->complaints += moved > 0;
    recount->clocks_moved += moved;
    if (recount->dry || moved == 0)
        return NO_PROBLEM; /* or counted anew before */
    write_down(store, arena, place, counted);
    TRY(store_case_projected(store));
    return store_done(store, false);
}

static enum problem count_one(struct store *store, struct arena *arena, const struct place *place,
                              struct recount *recount)
{
    const struct visitor operator= {
        .council = place->council,
        .actor = "heard|operator",
        .roles = "operator",
        .whole_council = true,
    };
    enum problem problem;
    enum problem ended;

    store_write(store, &operator);
    problem = count_anew(store, arena, place, recount);
    ended = store_finish(store);
    return problem != NO_PROBLEM ? problem : ended;
}

/* ---- All of them ----------------------------------------------------------------------------------- */

static enum problem count_all(struct store *store, struct arena *arena, struct recount *recount)
{
    static const struct id none;
    struct place *places = arena_take(arena, BATCH * sizeof *places);
    struct arena of_one = {0};
    struct id after = none;
    enum problem problem = NO_PROBLEM;
    int count;

    do {
        problem = places_read(store, recount, after, places, &count);
        for (int i = 0; problem == NO_PROBLEM && i < count; i++) {
            problem = count_one(store, &of_one, &places[i], recount);
            after = places[i].complaint;
            arena_reset(&of_one);
        }
    } while (problem == NO_PROBLEM && count == BATCH);
    arena_free(&of_one);
    return problem;
}

enum problem store_recount(struct store *store, struct recount *recount)
{
    struct arena arena = {0};
    enum problem problem;

    recount->complaints = recount->clocks_moved = 0;
    problem = count_all(store, &arena, recount);
    arena_free(&arena);
    return problem;
}
