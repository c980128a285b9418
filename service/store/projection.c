#include "store/projection.h"

#include <assert.h>

#include "projection_values.h"
#include "query.h"

const struct clock *standing_next_clock(const struct standing *standing)
{
    const struct clock *next = NULL;

    for (int limit = 1; limit < LIMIT_COUNT; limit++) {
        const struct clock *clock = &standing->clocks[limit];

        if ((clock->state != CLOCK_RUNNING && clock->state != CLOCK_MISSED) ||
            !date_none(clock->ended_on) || date_none(clock->due) ||
            !limit_binds_council((enum limit)limit))
            continue;
        if (!next || date_compare(clock->due, next->due) < 0)
            next = clock;
    }
    return next;
}

bool standing_any_stopped(const struct standing *standing)
{
    for (int i = 0; i < standing->point_count; i++)
        if (standing->points[i].status == POINT_STOPPED)
            return true;
    return false;
}

void projection_values(struct store *store, const struct projection *projection,
                       const char *values[PROJECTED])
{
    const struct standing *standing = projection->standing;
    const struct clock *next = standing_next_clock(standing);
    size_t at = 0;

    values[at++] = code_text(&status_codes, (int)standing->status);
    for (int turn = 0; turn < 2; turn++) {
        bool comes = turn < standing->turn_count;

        values[at++] = comes ? query_date(store, standing->turns[turn].from) : NULL;
        values[at++] = comes ? code_text(&status_codes, (int)standing->turns[turn].status) : NULL;
    }
    values[at++] = code_text(&phase_codes, (int)standing->phase);
    values[at++] = code_text(&outcome_codes, (int)standing->outcome);
    values[at++] = code_text(&route_codes, (int)standing->procedure);
    values[at++] = code_text(&capacity_codes, (int)standing->capacity);
    values[at++] = code_text(&form_codes, (int)standing->form);
    values[at++] = query_date(store, standing->received_on);
    values[at++] = query_date(store, standing->grounds_arose_on);
    values[at++] = next ? code_text(&limit_codes, (int)next->limit) : NULL;
    values[at++] = next ? query_number(store, next->stage) : NULL;
    values[at++] = next ? query_date(store, next->due) : NULL;
    values[at++] = query_number(store, projection->acts);
    values[at++] = query_number(store, projection->events);
    values[at++] = query_number(store, projection->version);
    values[at++] = query_flag(standing->withdrawal_pending);
    values[at++] = query_flag(standing_any_stopped(standing));
    assert(at == PROJECTED);
}

static void project_complaint(struct store *store, const struct projection *p)
{
    const char *values[2 + PROJECTED] = {query_id(store, p->council),
                                         query_id(store, p->complaint)};

    projection_values(store, p, values + 2);
    query_queue(store, SQL_CASE_PROJECT, values, COUNT(values));
}

static void project_points(struct store *store, const struct projection *p)
{
    const char *numbers[POINTS_MAX];
    const char *statuses[POINTS_MAX];
    const char *routes[POINTS_MAX];
    const char *results[POINTS_MAX];
    size_t count = (size_t)p->standing->point_count;
    const char *values[6];

    for (size_t i = 0; i < count; i++) {
        numbers[i] = query_number(store, (long long)i + 1);
        statuses[i] = code_text(&point_status_codes, (int)p->standing->points[i].status);
        routes[i] = code_text(&route_codes, (int)p->standing->points[i].route);
        results[i] = code_text(&result_codes, (int)p->standing->points[i].result);
    }
    values[0] = query_id(store, p->council);
    values[1] = query_id(store, p->complaint);
    values[2] = query_array(store, numbers, count);
    values[3] = query_array(store, statuses, count);
    values[4] = query_array(store, routes, count);
    values[5] = query_array(store, results, count);
    query_queue(store, SQL_POINT_PROJECT, values, COUNT(values));
}

enum {
    CLOCK_COLUMNS = 19
};

/* The id of a clock that is not there yet; the next one's is known before. */
static struct id clock_id(const struct projection *p, const struct clock *clock)
{
    const struct clock *next = standing_next_clock(p->standing);

    if (next && next->limit == clock->limit && next->stage == clock->stage &&
        !id_none(p->next_deadline))
        return p->next_deadline;
    return id_new(p->now);
}

static void clock_columns(struct store *store, const struct projection *p,
                          const struct clock_course *course,
                          const char *columns[CLOCK_COLUMNS][COURSES_MAX], size_t at,
                          struct arena *arena)
{
    const struct clock *clock = &course->clock;
    struct id id = clock_id(p, clock);
    size_t column = 0;
    /* Missed by the passing of days alone is derived when read: what is kept is what the acts made of the clock. */
    bool waits = clock->state == CLOCK_MISSED && date_none(clock->ended_on);

    columns[column++][at] = arena_text(arena, id.text);
    columns[column++][at] = code_text(&limit_codes, (int)clock->limit);
    columns[column++][at] = query_number(store, clock->stage);
    columns[column++][at] =
        code_text(&clock_state_codes, waits ? CLOCK_RUNNING : (int)clock->state);
    columns[column++][at] = query_date(store, clock->starts_on);
    columns[column++][at] = clock->started_by;
    columns[column++][at] = query_number(store, clock->started_by_act);
    columns[column++][at] =
        clock->working_days == DAYS_NONE ? NULL : query_number(store, clock->working_days);
    columns[column++][at] = query_date(store, clock->statutory_due);
    columns[column++][at] = query_date(store, clock->policy_due);
    columns[column++][at] = query_date(store, clock->due);
    columns[column++][at] = query_date(store, clock->ceiling);
    columns[column++][at] = query_date(store, clock->met_on);
    columns[column++][at] = query_date(store, clock->ended_on);
    columns[column++][at] = query_flag(clock->extended);
    columns[column++][at] = query_flag(clock->recorded_late);
    columns[column++][at] = query_date(store, course->from);
    columns[column++][at] = query_date(store, course->turns_on);
    columns[column][at] = code_text(&clock_state_codes, (int)course->turned);
}
void store_clocks_project(struct store *store, struct arena *arena, const struct projection *p)
{
    const char *(*columns)[COURSES_MAX] = arena_take(arena, sizeof *columns * CLOCK_COLUMNS);
    const char *values[4 + CLOCK_COLUMNS];
    const size_t count = p->courses->count;

    for (size_t at = 0; at < count; at++)
        clock_columns(store, p, &p->courses->items[at], columns, at, arena);
    values[0] = query_id(store, p->council);
    values[1] = query_id(store, p->complaint);
    for (size_t column = 0; column < CLOCK_COLUMNS; column++)
        values[2 + column] = query_array(store, columns[column], count);
    values[2 + CLOCK_COLUMNS] = query_date(store, p->today);
    values[3 + CLOCK_COLUMNS] = p->cause;
    query_queue(store, SQL_DEADLINE_PUT, values, COUNT(values));
}

void store_case_project(struct store *store, struct arena *arena,
                        const struct projection *projection)
{
    store_clocks_project(store, arena, projection);
    project_points(store, projection);
    project_complaint(store, projection);
}

enum problem store_case_projected(struct store *store)
{
    TRY(store_done(store, false));
    TRY(store_done(store, false));
    return store_done(store, true);
}
