/* May an act be done? The rules of procedure_rules.c say where, by whom and on what condition. */
#include "procedure_parts.h"

static bool same_act(const struct rule *rule, const struct act *act)
{
    return rule->act == act->kind && (rule->notice == NOTICE_NONE || rule->notice == act->notice) &&
           (rule->of == PROPOSAL_NONE || rule->of == act->of) &&
           (rule->stage == 0 || rule->stage == act->stage);
}

static enum violation closed_reason(const struct standing *standing)
{
    if (standing->status == STATUS_NONE)
        return VIOLATION_NOT_RECEIVED;
    return status_in(standing->status, ENDED) ? VIOLATION_ALREADY_ENDED : VIOLATION_NONE;
}

/* What the complaint waits for instead, as exactly as can be said. */
static enum violation waiting_reason(enum status status, enum act_kind kind)
{
    if (status == STATUS_AWAITING_INTEREST_DECISION)
        return VIOLATION_INTEREST_UNDECIDED;
    if (status == STATUS_LATE_DECISION)
        return VIOLATION_LATE_UNDECIDED;
    if (status == STATUS_AWAITING_ADVOCATE)
        return VIOLATION_WAITS_FOR_ADVOCATE;
    if (status_in(status, AT(RECEIVED) | AT(SCREENING)))
        return VIOLATION_NEEDS_CLASSIFYING;
    if (kind == ACT_FINALISE_RECORD)
        return VIOLATION_RECORD_NOT_WANTED;
    return VIOLATION_NONE;
}

static enum violation kind_reason(const struct standing *standing, const struct act *act)
{
    static const struct {
        enum act_kind kind;
        enum violation reason;
    } reasons[] = {
        {ACT_COMPLAIN, VIOLATION_ALREADY_RECEIVED},
        {ACT_DECIDE_INTEREST, VIOLATION_INTEREST_NOT_ASKED},
        {ACT_DECIDE_LATE, VIOLATION_LATE_NOT_ASKED},
        {ACT_STOP_EARLY, VIOLATION_EARLY_NOT_RUNNING},
    };

    for (size_t i = 0; i < COUNT(reasons); i++)
        if (reasons[i].kind == act->kind)
            return reasons[i].reason;
    if (act->stage == 2 && status_in(standing->status, UNANSWERED | AT(STAGE1_RESPONDED)))
        return VIOLATION_STAGE_2_NOT_OPEN;
    if (standing->status == STATUS_STAGE1_RESPONDED)
        return VIOLATION_STAGE_1_ANSWERED;
    if (status_in(standing->status, STAGE_2_OPEN))
        return act->kind == ACT_FINALISE_RECORD ? VIOLATION_RECORD_NOT_WANTED
                                                : VIOLATION_STAGE_2_OPEN;
    return VIOLATION_NONE;
}

static enum violation moment(const struct standing *standing, const struct act *act)
{
    enum violation reason = act->kind == ACT_COMPLAIN ? VIOLATION_NONE : closed_reason(standing);

    if (reason == VIOLATION_NONE)
        reason = kind_reason(standing, act);
    if (reason == VIOLATION_NONE)
        reason = waiting_reason(standing->status, act->kind);
    return reason == VIOLATION_NONE ? VIOLATION_NOT_AT_THIS_POINT : reason;
}

static bool may(const struct rule *rule, enum role role)
{
    return (rule->who >> role & 1) != 0;
}

/* The rule for `act` here: the one that its actor may use before one that he may not. */
static const struct rule *rule_here(const struct standing *standing, const struct act *act)
{
    const struct rule *here = NULL;

    for (size_t i = 0; i < procedure_rule_count; i++) {
        const struct rule *rule = &procedure_rules[i];

        if (!same_act(rule, act) || !status_in(standing->status, rule->from))
            continue;
        if (may(rule, act->by))
            return rule;
        here = rule;
    }
    return here;
}

/* Where the act is out of place, whether some rule lets the role do it elsewhere. */
static const struct rule *rule_elsewhere(const struct act *act)
{
    const struct rule *found = NULL;

    for (size_t i = 0; i < procedure_rule_count; i++) {
        if (!same_act(&procedure_rules[i], act))
            continue;
        if (may(&procedure_rules[i], act->by))
            return &procedure_rules[i];
        found = &procedure_rules[i];
    }
    return found;
}

static void refuse_role(const struct rule *rule, struct violations *violations)
{
    violation_add(violations,
                  rule->not_yours == VIOLATION_NONE ? VIOLATION_ROLE_MAY_NOT : rule->not_yours, "");
}

void act_judge(const struct standing *standing, const struct act *act,
               struct violations *violations)
{
    const struct rule *rule = rule_here(standing, act);

    if (!rule) {
        const struct rule *elsewhere = rule_elsewhere(act);

        violation_add(violations, moment(standing, act), "");
        if (elsewhere && !may(elsewhere, act->by))
            refuse_role(elsewhere, violations);
        return;
    }
    if (!may(rule, act->by)) {
        refuse_role(rule, violations);
        return;
    }
    if (rule->guard)
        rule->guard(standing, act, violations);
}

/* ---- An act among others ------------------------------------------------------------------------ */

/* Numbers of the acts after `day` that the rules would refuse, in a history with `extra` or without. */
static enum problem refused_after(const struct history *history, const struct act *extra,
                                  struct date day, int numbers[UNDONE_MAX], int *count)
{
    const struct date end = {9999, 12, 31};
    struct walk walk;
    struct act act;
    bool more;

    *count = 0;
    walk_start(&walk, history, extra);
    for (;;) {
        struct violations violations = {0};

        TRY(walk_next(&walk, end, &act, &more));
        if (!more)
            return NO_PROBLEM;
        act_judge(&walk.standing, &act, &violations);
        if (violations.count > 0 && act.number != 0 && date_before(day, walk.day) &&
            *count < UNDONE_MAX)
            numbers[(*count)++] = act.number;
        TRY(walk_take(&walk, &act));
    }
}

static bool among(int number, const int *numbers, int count)
{
    for (int i = 0; i < count; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

/* Acts recorded since that `act` would undo. A correction tells what was true: it undoes nothing. */
static enum problem find_undone(const struct history *history, const struct act *act,
                                struct verdict *verdict)
{
    int before[UNDONE_MAX];
    int after[UNDONE_MAX];
    int before_count;
    int after_count;

    if (act->kind == ACT_CORRECT)
        return NO_PROBLEM;
    TRY(refused_after(history, act, act_day(act), after, &after_count));
    if (after_count == 0)
        return NO_PROBLEM;
    TRY(refused_after(history, NULL, act_day(act), before, &before_count));
    for (int i = 0; i < after_count; i++)
        if (!among(after[i], before, before_count))
            verdict->undone[verdict->undone_count++] = after[i];
    return NO_PROBLEM;
}

/* The day that ends what is known: of the act, of the last act recorded, and of the recording. */
static struct date known_until(const struct history *history, const struct act *act)
{
    struct date day = date_later(act_day(act), act->recorded_on);

    for (size_t i = 0; i < history->count; i++)
        day = date_later(day, act_day(&history->acts[i]));
    return day;
}

/* Invariant 15: whether an act keyed late shows that a limit was kept after all. */
static enum problem find_cure(const struct history *history, const struct act *act,
                              struct verdict *verdict)
{
    const struct date day = known_until(history, act);
    struct standing before;
    struct walk walk;
    struct act next;
    bool more;

    if (date_none(act->recorded_on) || !date_before(act_day(act), act->recorded_on))
        return NO_PROBLEM;
    TRY(procedure_replay(history, day, &before));
    walk_start(&walk, history, act);
    for (;;) {
        TRY(walk_next(&walk, day, &next, &more));
        if (!more)
            break;
        TRY(walk_take(&walk, &next));
    }
    TRY(walk_pass(&walk, day));
    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++)
        if (before.clocks[limit].state == CLOCK_MISSED &&
            walk.standing.clocks[limit].state != CLOCK_MISSED)
            verdict->cures_miss = true;
    return NO_PROBLEM;
}

static enum problem problem_of(const struct violations *violations)
{
    enum problem problem = NO_PROBLEM;

    for (size_t i = 0; i < violations->count; i++) {
        if (!violation_of_moment(violations->items[i].what))
            return PROBLEM_RULE_BROKEN;
        problem = PROBLEM_NOT_ALLOWED_NOW;
    }
    return problem;
}

static void judge_correction(const struct history *history, const struct act *act,
                             struct violations *violations);

enum problem procedure_decide(const struct history *history, const struct act *act,
                              struct verdict *verdict)
{
    struct standing standing;

    *verdict = (struct verdict){0};
    TRY(procedure_replay(history, act_day(act), &standing));
    act_judge(&standing, act, &verdict->violations);
    if (act->kind == ACT_CORRECT)
        judge_correction(history, act, &verdict->violations);
    TRY(problem_of(&verdict->violations));
    TRY(find_undone(history, act, verdict));
    if (verdict->undone_count > 0)
        return PROBLEM_OUT_OF_ORDER;
    return find_cure(history, act, verdict);
}

/* ---- Corrections ------------------------------------------------------------------------------- */

static bool has_fact(enum act_kind kind, enum fact fact)
{
    switch (fact) {
    case FACT_RECEIVED_ON:
        return kind != ACT_SEND_NOTICE && kind != ACT_CORRECT;
    case FACT_SENT_ON:
        return kind == ACT_SEND_NOTICE;
    case FACT_FORM:
    case FACT_GROUNDS_AROSE_ON:
        return kind == ACT_COMPLAIN;
    case FACT_CAPACITY:
        return kind == ACT_COMPLAIN || kind == ACT_CLASSIFY;
    case FACT_NONE:
    case FACT_COUNT:
        break;
    }
    return false;
}

static bool says_what_is_right(const struct act *act)
{
    if (act->fact == FACT_FORM)
        return act->form != FORM_NONE;
    if (act->fact == FACT_CAPACITY)
        return act->capacity != CAPACITY_NONE;
    return !date_none(act->until);
}

static void judge_correction(const struct history *history, const struct act *act,
                             struct violations *violations)
{
    bool found = false;

    for (size_t i = 0; i < history->count; i++)
        if (history->acts[i].number == act->corrects && has_fact(history->acts[i].kind, act->fact))
            found = true;
    if (!found)
        violation_add(violations, VIOLATION_CORRECTION_OF_NOTHING, "/detail/fact");
    if (!says_what_is_right(act))
        violation_add(violations, VIOLATION_CORRECTION_VALUE_MISSING, "/detail/value");
    if (!date_none(act->until) && date_before(act_day(act), act->until))
        violation_add(violations, VIOLATION_CORRECTION_IN_FUTURE, "/detail/value");
}
