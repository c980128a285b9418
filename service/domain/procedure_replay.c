/* A history played from its first act to a day: acts in the order in which they took effect, corrections put in where
 * they belong, and between the acts the days themselves (invariant 23). */
#include <limits.h>

#include "procedure_parts.h"

struct date act_day(const struct act *act)
{
    return date_none(act->received_on) ? act->on : act->received_on;
}

/* ---- Corrections ------------------------------------------------------------------------------ */

static void correct(struct act *act, const struct act *correction)
{
    switch (correction->fact) {
    case FACT_RECEIVED_ON:
        act->received_on = correction->until;
        if (date_before(act->received_on, act->on))
            act->on = act->received_on;
        break;
    case FACT_SENT_ON:
        act->on = correction->until;
        act->received_on = (struct date){0};
        break;
    case FACT_FORM:
        act->form = correction->form;
        break;
    case FACT_CAPACITY:
        act->capacity = correction->capacity;
        break;
    case FACT_GROUNDS_AROSE_ON:
        act->until = correction->until;
        break;
    case FACT_NONE:
    case FACT_COUNT:
        break;
    }
}

static const struct act *raw_act(const struct walk *walk, size_t place)
{
    return place == walk->history->count ? walk->extra : &walk->history->acts[place];
}

/* The act at `place` as it stands after the corrections made until `last`. */
static struct act act_at(const struct walk *walk, size_t place, struct date last)
{
    const size_t places = walk->history->count + (walk->extra ? 1 : 0);
    struct act act = *raw_act(walk, place);

    for (size_t i = 0; i < places && act.number != 0; i++) {
        const struct act *later = raw_act(walk, i);

        if (later->kind == ACT_CORRECT && later->corrects == act.number &&
            !date_before(last, act_day(later)))
            correct(&act, later);
    }
    return act;
}

static struct date day_at(const struct walk *walk, size_t place, struct date last)
{
    struct act act;

    if (!walk->corrected)
        return act_day(raw_act(walk, place));
    act = act_at(walk, place, last);
    return act_day(&act);
}

/* ---- The walk --------------------------------------------------------------------------------- */

void walk_start(struct walk *walk, const struct history *history, const struct act *extra)
{
    *walk = (struct walk){.history = history, .extra = extra};
    walk->corrected = extra && extra->kind == ACT_CORRECT;
    for (size_t i = 0; i < history->count; i++)
        walk->corrected = walk->corrected || history->acts[i].kind == ACT_CORRECT;
}

static bool rank_before(const struct rank *left, const struct rank *right)
{
    if (!date_same(left->day, right->day))
        return date_before(left->day, right->day);
    return left->number != right->number ? left->number < right->number
                                         : left->place < right->place;
}

/* An act that is tried is the last of its day, whatever number it will get. */
static struct rank rank_of(const struct walk *walk, size_t place, struct date last)
{
    const bool tried = place == walk->history->count;

    return (struct rank){day_at(walk, place, last), tried ? INT_MAX : raw_act(walk, place)->number,
                         place};
}

enum problem walk_next(struct walk *walk, struct date last, struct act *act, bool *more)
{
    const size_t places = walk->history->count + (walk->extra ? 1 : 0);
    struct rank best = {{0}, 0, SIZE_MAX};

    for (size_t place = 0; place < places; place++) {
        const struct rank rank = rank_of(walk, place, last);

        if (date_before(last, rank.day) || (walk->begun && !rank_before(&walk->taken, &rank)))
            continue;
        if (best.place == SIZE_MAX || rank_before(&rank, &best))
            best = rank;
    }
    *more = best.place != SIZE_MAX;
    if (!*more)
        return NO_PROBLEM;
    *act = walk->corrected ? act_at(walk, best.place, last) : *raw_act(walk, best.place);
    walk->begun = true;
    walk->taken = best;
    return walk_pass(walk, best.day);
}

/* Derive everything at the end of the walk's day. A request for stage 2 that waits opens it as soon as stage 1 is
 * overdue: because a day has passed, or because an act has shown that it was (invariant 6). */
static enum problem settle(struct walk *walk)
{
    const struct milestone asked = walk->standing.facts.stage_2_asked;

    TRY(standing_settle(&walk->standing, walk->history, walk->day));
    if (!walk->standing.stage_1_overdue || !happened(&asked))
        return NO_PROBLEM;
    stage_2_open(&walk->standing, walk->day, asked.act, asked.recorded_on);
    return standing_settle(&walk->standing, walk->history, walk->day);
}

enum problem walk_take(struct walk *walk, const struct act *act)
{
    act_apply(&walk->standing, walk->history, act);
    return settle(walk);
}

/* ---- What the days bring by themselves ---------------------------------------------------------- */

/* The next day after `day` on which something changes although nobody acts; none if there is none. */
static struct date next_turn(const struct standing *standing, struct date day)
{
    struct date turn = {0};

    if (standing->status == STATUS_EARLY_RESOLUTION) /* T10 */
        turn = date_add_days(standing->clocks[LIMIT_EARLY_RESOLUTION].due, 1);
    if (standing->clocks[LIMIT_STAGE_1].state == CLOCK_RUNNING &&
        !date_none(
            standing->clocks[LIMIT_STAGE_1].due)) /* T19: a request that waits opens stage 2 */
        turn = date_earlier(turn, date_add_days(standing->clocks[LIMIT_STAGE_1].due, 1));
    if (standing->status == STATUS_STAGE1_RESPONDED) /* closed for the files */
        turn = date_earlier(turn, standing->closes_on);
    if (date_none(turn) || date_before(day, turn))
        return turn;
    return (struct date){0};
}

/* One step of time: to the next turn, or to `day` when nothing turns before. */
static enum problem pass_to_turn(struct walk *walk, struct date day)
{
    const struct date turn = next_turn(&walk->standing, walk->day);

    walk->day = date_none(turn) || date_before(day, turn) ? day : turn;
    return settle(walk);
}

enum problem walk_pass(struct walk *walk, struct date day)
{
    if (date_none(walk->day))
        walk->day = day;
    while (date_before(walk->day, day))
        TRY(pass_to_turn(walk, day));
    return NO_PROBLEM;
}

/* The statuses that the passing of days alone will bring after the walk's day. */
static enum problem look_ahead(const struct walk *walk, struct standing *standing)
{
    struct walk ahead = *walk;

    standing->turn_count = 0;
    while (standing->turn_count < TURNS_MAX) {
        const enum status before = ahead.standing.status;
        const struct date turn = next_turn(&ahead.standing, ahead.day);

        if (date_none(turn))
            return NO_PROBLEM;
        TRY(pass_to_turn(&ahead, turn));
        if (ahead.standing.status == before)
            continue;
        standing->turns[standing->turn_count].from = turn;
        standing->turns[standing->turn_count].status = ahead.standing.status;
        standing->turn_count++;
    }
    return NO_PROBLEM;
}

enum problem procedure_replay(const struct history *history, struct date day,
                              struct standing *standing)
{
    struct walk walk;
    struct act act;
    bool more;

    walk_start(&walk, history, NULL);
    for (;;) {
        TRY(walk_next(&walk, day, &act, &more));
        if (!more)
            break;
        TRY(walk_take(&walk, &act));
    }
    TRY(walk_pass(&walk, day));
    *standing = walk.standing;
    return look_ahead(&walk, standing);
}
