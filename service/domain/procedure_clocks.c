/* The clocks: each follows from the facts, the policy of the day on which its stage started, and the calendar
 * (rulebook 3.4). Nothing here knows the order of the acts, and no date of a clock is kept anywhere else. */
#include "procedure_parts.h"

/* What one clock is computed from. */
struct run {
    enum limit limit;
    struct date start; /* none: it waits for its start */
    int statutory_days;
    int policy_days;
    struct date statutory_until; /* an extension in force */
    struct date policy_until;
    struct milestone met;
    struct date cancelled_on; /* no longer of any use */
};

static int stricter(int left, int right)
{
    if (left == DAYS_NONE)
        return right;
    return right == DAYS_NONE || left < right ? left : right;
}

/* The calendar as it was known when the clock ended: a closed clock keeps the days by which it was judged. */
static struct calendar as_known(const struct history *history, const struct run *run,
                                struct date day)
{
    struct calendar calendar = *history->calendar;
    struct date ended = date_earlier(run->met.on, run->cancelled_on);

    calendar.known_on = date_earlier(day, ended);
    return calendar;
}

static enum problem due_after(const struct calendar *calendar, struct date start, int days,
                              struct date *due)
{
    *due = (struct date){0};
    if (days == DAYS_NONE)
        return NO_PROBLEM;
    return calendar_count(calendar, start, days, due);
}

static bool keyed_after(const struct milestone *milestone, struct date due)
{
    return !date_none(due) && !date_none(milestone->recorded_on) &&
           date_before(due, milestone->recorded_on);
}

/* Where the clock stands at the end of `day`: an act in time meets it, nothing later cures a miss (invariant 15). */
static void judge(struct clock *clock, const struct run *run, struct date day)
{
    const bool met = happened(&run->met) &&
                     (date_none(run->cancelled_on) || !date_before(run->cancelled_on, run->met.on));
    const struct date end = met ? run->met.on : run->cancelled_on;
    const bool ended = !date_none(end) && !date_before(day, end);
    const bool late = !date_none(clock->due) && date_before(clock->due, ended ? end : day);

    clock->met_on = met && ended ? end : (struct date){0};
    clock->ended_on = ended ? end : (struct date){0};
    if (late)
        clock->state = CLOCK_MISSED;
    else if (!ended)
        clock->state = CLOCK_RUNNING;
    else
        clock->state = met ? CLOCK_MET : CLOCK_CANCELLED;
    clock->recorded_late = clock->state == CLOCK_MET && keyed_after(&run->met, clock->due);
}

static enum problem compute(struct standing *standing, const struct history *history,
                            const struct run *run, struct date day)
{
    const struct limit_rule *rule = limit_rule(run->limit);
    const struct calendar calendar = as_known(history, run, day);
    struct clock clock = {
        .limit = run->limit,
        .stage = rule->stage,
        .starts_on = run->start,
        .working_days = stricter(run->statutory_days, run->policy_days),
        .started_by = rule->start_event,
        .started_by_act = standing->facts.received.act,
    };

    if (!date_none(run->start)) {
        TRY(due_after(&calendar, run->start, run->statutory_days, &clock.statutory_due));
        TRY(due_after(&calendar, run->start, run->policy_days, &clock.policy_due));
        clock.first_due = date_earlier(clock.statutory_due, clock.policy_due);
        if (!date_none(run->statutory_until)) {
            clock.extended = true;
            clock.statutory_due = run->statutory_until;
            clock.policy_due = run->policy_until;
        }
        clock.due = date_earlier(clock.statutory_due, clock.policy_due);
    }
    judge(&clock, run, day);
    standing->clocks[run->limit] = clock;
    return NO_PROBLEM;
}

/* The day on which the complaint ended without an answer: withdrawn, elsewhere or not accepted. */
static struct date ended_without_answer(const struct standing *standing,
                                        const struct history *history)
{
    const struct facts *facts = &standing->facts;

    return date_earlier(date_earlier(facts->withdrawn.on, facts->routed_away.on),
                        refusal_day(standing, history));
}

static const struct milestone *first_of(const struct milestone *left, const struct milestone *right)
{
    if (!happened(left))
        return right;
    return !happened(right) || !date_before(right->on, left->on) ? left : right;
}

/* L1 to L4: on receipt, by the policy of that day. */
static enum problem intake_clocks(struct standing *standing, const struct history *history,
                                  struct date day)
{
    const struct facts *facts = &standing->facts;
    const struct policy *policy = policy_on(history->policies, facts->received.on);
    const struct date ended =
        date_earlier(ended_without_answer(standing, history), facts->accepted.on);
    struct run run = {
        .start = facts->received.on, .statutory_days = DAYS_NONE, .cancelled_on = ended};

    if (policy->ack_days != DAYS_NONE) {
        run.limit = LIMIT_ACKNOWLEDGE;
        run.policy_days = policy->ack_days;
        run.met = facts->acknowledged;
        TRY(compute(standing, history, &run, day));
    }
    if (policy->interest_days != DAYS_NONE && procedure_needs_interest(standing->capacity)) {
        run.limit = LIMIT_DECIDE_INTEREST;
        run.policy_days = policy->interest_days;
        run.met = facts->interest;
        TRY(compute(standing, history, &run, day));
    }
    run.cancelled_on =
        date_earlier(run.cancelled_on, date_earlier(facts->answered.on, facts->stage_2.on));
    if (policy->handler_notice_days != DAYS_NONE) {
        run.limit = LIMIT_NAME_HANDLER;
        run.policy_days = policy->handler_notice_days;
        run.met = facts->handler_told;
        TRY(compute(standing, history, &run, day));
    }
    if (happened(&facts->early)) {
        run.limit = LIMIT_EARLY_RESOLUTION;
        run.policy_days = policy->early_days;
        run.met = facts->accepted; /* on the same day as it ends for everything else: met */
        run.cancelled_on = date_earlier(run.cancelled_on, facts->early_stopped.on);
        TRY(compute(standing, history, &run, day));
    }
    return NO_PROBLEM;
}

/* L5: 10 working days from its start, as extended by notices in force; never past day 20 (reg. 14). */
static enum problem stage_1_clock(struct standing *standing, const struct history *history,
                                  struct date day)
{
    const struct facts *facts = &standing->facts;
    const struct extension *extension = &facts->stage_1_extension;
    const struct policy *policy =
        policy_on(history->policies,
                  date_none(facts->stage_1_start) ? facts->received.on : facts->stage_1_start);
    struct clock *clock = &standing->clocks[LIMIT_STAGE_1];
    struct run run = {
        .limit = LIMIT_STAGE_1,
        .start = facts->stage_1_start,
        .statutory_days = limit_rule(LIMIT_STAGE_1)->statutory_days,
        .policy_days = policy->stage1_days,
        .statutory_until = extension->until,
        .policy_until = extension->until,
        .met = *first_of(&facts->answered, &facts->accepted),
        .cancelled_on = date_earlier(ended_without_answer(standing, history), facts->stage_2.on),
    };
    const struct calendar calendar = as_known(history, &run, day);
    int ceiling = stricter(policy->stage1_days + policy->stage1_ext_days, policy->stage1_max_days);

    if (!date_none(extension->until) && policy->stage1_ext_from_told) {
        struct date published;

        TRY(calendar_count(&calendar, extension->told_on, policy->stage1_ext_days, &published));
        run.policy_until = date_earlier(extension->until, published);
    }
    TRY(compute(standing, history, &run, day));
    clock->started_by =
        facts->stage_1_started_by ? facts->stage_1_started_by : "waits for its start";
    clock->started_by_act = facts->stage_1_started_by_act;
    if (!date_none(run.start))
        TRY(calendar_count(&calendar, run.start, ceiling, &clock->ceiling));
    if (clock->extended && !date_none(extension->recorded_on) &&
        date_before(clock->first_due, extension->recorded_on))
        clock->recorded_late = true;
    return NO_PROBLEM;
}

/* L6: terms in writing once an outcome was accepted. */
static enum problem terms_clock(struct standing *standing, const struct history *history,
                                struct date day)
{
    const struct facts *facts = &standing->facts;
    const struct policy *policy;
    struct run run = {
        .limit = LIMIT_RESOLUTION_TERMS,
        .start = facts->accepted.on,
        .statutory_days = DAYS_NONE,
        .met = facts->terms_sent,
    };

    if (!happened(&facts->accepted))
        return NO_PROBLEM;
    policy = policy_on(history->policies, facts->accepted.on);
    run.policy_days = policy->terms_days;
    if (run.policy_days == DAYS_NONE)
        return NO_PROBLEM;
    TRY(compute(standing, history, &run, day));
    standing->clocks[LIMIT_RESOLUTION_TERMS].started_by_act = facts->accepted.act;
    return NO_PROBLEM;
}

/* L7: advice for the complainant, from receipt of the answer. It lapses, it is never missed, and it never bars. */
static enum problem ask_stage_2_window(struct standing *standing, const struct history *history,
                                       struct date day)
{
    const struct facts *facts = &standing->facts;
    const struct policy *policy = policy_on(history->policies, facts->answered.on);
    struct clock *clock = &standing->clocks[LIMIT_ASK_STAGE_2];
    struct run run = {
        .limit = LIMIT_ASK_STAGE_2,
        .start = facts->answer_received.on,
        .statutory_days = DAYS_NONE,
        .policy_days = policy->stage2_request_advice,
        .met = facts->stage_2,
        .cancelled_on = date_earlier(facts->withdrawn.on, facts->accepted.on),
    };

    if (run.policy_days == DAYS_NONE)
        return NO_PROBLEM;
    TRY(compute(standing, history, &run, day));
    clock->started_by_act = facts->answer_received.act;
    if (clock->state == CLOCK_MISSED) {
        clock->state = happened(&facts->stage_2) ? CLOCK_MET : CLOCK_CANCELLED;
        clock->ended_on = date_earlier(clock->ended_on, date_add_days(clock->due, 1));
    }
    return NO_PROBLEM;
}

/* L8 to L10. The clock starts with the request; of an oral complaint with its final record (reg. 17(4), (5)). */
static enum problem stage_2_clocks(struct standing *standing, const struct history *history,
                                   struct date day)
{
    const struct facts *facts = &standing->facts;
    const struct policy *policy = policy_on(history->policies, facts->stage_2.on);
    const bool oral = standing->form == FORM_ORAL;
    const struct milestone *start = oral ? &facts->record : &facts->stage_2;
    struct clock *clock = standing->clocks;
    struct run run = {.statutory_days = DAYS_NONE, .cancelled_on = facts->withdrawn.on};

    if (oral && policy->record_days != DAYS_NONE) {
        run.limit = LIMIT_WRITTEN_RECORD;
        run.start = facts->stage_2.on;
        run.policy_days = policy->record_days;
        run.met = facts->record;
        TRY(compute(standing, history, &run, day));
        clock[LIMIT_WRITTEN_RECORD].started_by_act = facts->stage_2.act;
    }
    run = (struct run){
        .limit = LIMIT_STAGE_2_ABSOLUTE,
        .start = start->on,
        .statutory_days = limit_rule(LIMIT_STAGE_2_ABSOLUTE)->statutory_days,
        .policy_days = policy->stage2_max_days,
        .cancelled_on = facts->withdrawn.on,
    };
    TRY(compute(standing, history, &run, day));
    run.limit = LIMIT_STAGE_2;
    run.statutory_days = limit_rule(LIMIT_STAGE_2)->statutory_days;
    run.policy_days = policy->stage2_days;
    run.statutory_until = facts->stage_2_extension.until;
    run.policy_until = facts->stage_2_extension.until;
    TRY(compute(standing, history, &run, day));
    clock[LIMIT_STAGE_2].ceiling = clock[LIMIT_STAGE_2_ABSOLUTE].due;
    for (enum limit limit = LIMIT_STAGE_2; limit <= LIMIT_STAGE_2_ABSOLUTE; limit++) {
        clock[limit].started_by =
            oral ? "final record of the oral complaint" : "request for stage 2";
        clock[limit].started_by_act = start->act;
    }
    return NO_PROBLEM;
}

/* L19: a calendar year, the longer of law and policy: it is the complainant's (reg. 9(1)). */
static void complain_window(struct standing *standing, const struct history *history)
{
    struct clock *clock = &standing->clocks[LIMIT_COMPLAIN];
    const struct date received = standing->facts.received.on;
    const struct date grounds = standing->grounds_arose_on;
    const int years = policy_on(history->policies, received)->submit_years;

    *clock = (struct clock){
        .limit = LIMIT_COMPLAIN,
        .starts_on = grounds,
        .working_days = DAYS_NONE,
        .statutory_due = date_add_years(grounds, limit_rule(LIMIT_COMPLAIN)->years),
        .policy_due = date_add_years(grounds, years),
        .started_by = limit_rule(LIMIT_COMPLAIN)->start_event,
        .started_by_act = standing->facts.received.act,
        .met_on = received,
        .ended_on = received,
    };
    clock->due = date_later(clock->statutory_due, clock->policy_due);
    clock->first_due = clock->due;
    clock->state = date_before(clock->due, received) ? CLOCK_MISSED : CLOCK_MET;
}

bool complaint_is_late(const struct standing *standing, const struct history *history)
{
    const struct date received = standing->facts.received.on;
    const int years = policy_on(history->policies, received)->submit_years;

    return !date_none(standing->grounds_arose_on) &&
           date_before(date_add_years(standing->grounds_arose_on, years), received);
}

/* L25: a word to the complainant every so many days once a stage runs past its first limit. */
static enum problem update_clock(struct standing *standing, const struct history *history,
                                 enum limit stage, struct date day)
{
    const struct clock *of = &standing->clocks[stage];
    const struct policy *policy;
    struct run run = {.limit = LIMIT_UPDATE, .statutory_days = DAYS_NONE};

    if (of->state == CLOCK_NONE || date_none(of->starts_on) || !date_none(of->ended_on))
        return NO_PROBLEM;
    policy = policy_on(history->policies, of->starts_on);
    run.policy_days = policy->update_days;
    if (run.policy_days == DAYS_NONE)
        return NO_PROBLEM;
    if (!date_before(of->first_due, day))
        return NO_PROBLEM;
    run.start = date_later(of->first_due, standing->facts.last_word);
    TRY(compute(standing, history, &run, day));
    standing->clocks[LIMIT_UPDATE].stage = of->stage;
    return NO_PROBLEM;
}

enum problem clocks_compute(struct standing *standing, const struct history *history,
                            struct date day)
{
    const struct facts *facts = &standing->facts;
    const bool unlisted =
        facts->anonymity == ANONYMITY_ANONYMOUS && standing->capacity == CAPACITY_NONE;
    const bool elsewhere = standing->capacity == CAPACITY_VOLUNTARY_ORG_CASE;

    for (enum limit limit = LIMIT_NONE; limit < LIMIT_COUNT; limit++)
        standing->clocks[limit] = (struct clock){0};
    if ((unlisted || elsewhere) && !facts->stage_1_start_fixed)
        return NO_PROBLEM; /* nobody of s.24D or s.26 complains to this council */
    if (!date_none(standing->grounds_arose_on))
        complain_window(standing, history);
    TRY(intake_clocks(standing, history, day));
    TRY(stage_1_clock(standing, history, day));
    TRY(terms_clock(standing, history, day));
    if (happened(&facts->answered))
        TRY(ask_stage_2_window(standing, history, day));
    if (happened(&facts->stage_2)) {
        TRY(stage_2_clocks(standing, history, day));
        return update_clock(standing, history, LIMIT_STAGE_2, day);
    }
    return update_clock(standing, history, LIMIT_STAGE_1, day);
}
