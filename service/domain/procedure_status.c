/* Where the complaint stands, as it follows from the facts (rulebook 3.2), and when stage 1 starts (reg. 14(3), (4)). */
#include "procedure_parts.h"

bool procedure_needs_interest(enum capacity capacity)
{
    return capacity == CAPACITY_OTHER_26_3_E || capacity == CAPACITY_OTHER_26_3B_B ||
           capacity == CAPACITY_OTHER_26_3C_C;
}

bool procedure_has_advocate_right(enum capacity capacity, bool child)
{
    switch (capacity) {
    case CAPACITY_CHILD_LOOKED_AFTER:
    case CAPACITY_CHILD_IN_NEED:
    case CAPACITY_SG_CHILD:
    case CAPACITY_RELEVANT_CHILD: /* the people of s.24D at any age */
    case CAPACITY_FORMER_RELEVANT_CHILD:
    case CAPACITY_QUALIFYING_PERSON:
    case CAPACITY_S24B2_PERSON:
        return true;
    case CAPACITY_NONE:
    case CAPACITY_OTHER_26_3_E:
    case CAPACITY_ADOPTION_PERSON:
    case CAPACITY_OTHER_26_3B_B:
    case CAPACITY_OTHER_26_3C_C:
    case CAPACITY_SG_ASSESSMENT_APPLICANT:
        return child;
    case CAPACITY_PARENT:
    case CAPACITY_PERSON_WITH_PR:
    case CAPACITY_FOSTER_PARENT:
    case CAPACITY_SPECIAL_GUARDIAN:
    case CAPACITY_SG_PARENT:
    case CAPACITY_FOSTERING_LIMIT_PERSON:
    case CAPACITY_VOLUNTARY_ORG_CASE:
    case CAPACITY_COUNT:
        break;
    }
    return false;
}

/* Nobody of s.24D or s.26 complains to this council: an anonymous letter that the council has not classified, or a case
 * of a voluntary organisation (regs. 21, 22). Such a complaint stays at screening until it is routed. */
static bool unlisted(const struct standing *standing)
{
    return (standing->facts.anonymity == ANONYMITY_ANONYMOUS &&
            standing->capacity == CAPACITY_NONE) ||
           standing->capacity == CAPACITY_VOLUNTARY_ORG_CASE;
}

/* T11: an advocate was asked for at or before receipt by a person with the right to one. */
static bool start_depends_on_advocate(const struct standing *standing)
{
    const struct facts *facts = &standing->facts;

    return happened(&facts->advocate_asked) &&
           !date_before(facts->received.on, facts->advocate_asked.on) &&
           procedure_has_advocate_right(standing->capacity, facts->child);
}

static bool waits_for_interest(const struct standing *standing)
{
    return procedure_needs_interest(standing->capacity) && !happened(&standing->facts.interest);
}

static bool waits_for_late_decision(const struct standing *standing, const struct history *history)
{
    return complaint_is_late(standing, history) && !happened(&standing->facts.late);
}

static bool waits_for_advocate(const struct standing *standing)
{
    return start_depends_on_advocate(standing) && !happened(&standing->facts.advocate);
}

static void start_later(struct facts *facts, const struct milestone *event, const char *words)
{
    if (!happened(event) || !date_before(facts->stage_1_start, event->on))
        return;
    facts->stage_1_start = event->on;
    facts->stage_1_started_by = words;
    facts->stage_1_started_by_act = event->act;
}

struct date refusal_day(const struct standing *standing, const struct history *history)
{
    const struct facts *facts = &standing->facts;
    struct date day = {0};

    if (procedure_needs_interest(standing->capacity) && happened(&facts->interest) &&
        !facts->interest_accepted)
        day = facts->interest.on;
    if (complaint_is_late(standing, history) && happened(&facts->late) && !facts->late_accepted)
        day = date_earlier(day, facts->late.on);
    return day;
}

/* Reg. 14(3), (4): receipt, or the decision on interest, the appointment of the advocate asked for, the later day that
 * the complainant asked for. Once the limit has been missed or the stage is over nothing moves the start. */
static void find_stage_1_start(struct standing *standing, const struct history *history)
{
    struct facts *facts = &standing->facts;

    if (facts->stage_1_start_fixed)
        return;
    facts->stage_1_start = (struct date){0};
    facts->stage_1_started_by = NULL;
    facts->stage_1_started_by_act = 0;
    if (unlisted(standing) || !date_none(refusal_day(standing, history)) ||
        waits_for_interest(standing) || waits_for_late_decision(standing, history) ||
        waits_for_advocate(standing))
        return;
    facts->stage_1_start = facts->received.on;
    facts->stage_1_started_by = "receipt of the complaint";
    facts->stage_1_started_by_act = facts->received.act;
    if (procedure_needs_interest(standing->capacity))
        start_later(facts, &facts->interest, "decision of sufficient interest");
    if (start_depends_on_advocate(standing))
        start_later(facts, &facts->advocate, "appointment of the advocate");
    start_later(facts, &facts->later_start, "later start that the complainant asked for");
}

static enum status screened_status(const struct standing *standing, const struct history *history)
{
    const struct clock *early = &standing->clocks[LIMIT_EARLY_RESOLUTION];

    if (unlisted(standing))
        return STATUS_SCREENING;
    if (standing->capacity == CAPACITY_NONE)
        return STATUS_RECEIVED;
    if (waits_for_interest(standing))
        return STATUS_AWAITING_INTEREST_DECISION;
    if (waits_for_late_decision(standing, history))
        return STATUS_LATE_DECISION;
    if (early->state == CLOCK_RUNNING)
        return STATUS_EARLY_RESOLUTION;
    return waits_for_advocate(standing) ? STATUS_AWAITING_ADVOCATE : STATUS_STAGE1;
}

/* The day on which an answered complaint that nobody takes further is closed for the files. */
static enum problem closing_day(const struct standing *standing, const struct history *history,
                                struct date *closes)
{
    const struct date answered = standing->facts.answered.on;
    const int days = policy_on(history->policies, answered)->close_after_stage1_days;

    *closes = (struct date){0};
    return days == DAYS_NONE ? NO_PROBLEM
                             : calendar_count(history->calendar, answered, days, closes);
}

static enum problem find_status(struct standing *standing, const struct history *history,
                                struct date day)
{
    const struct facts *facts = &standing->facts;
    struct date closes;

    if (happened(&facts->withdrawn))
        standing->status = STATUS_WITHDRAWN;
    else if (happened(&facts->stage_2))
        standing->status = standing->form == FORM_ORAL && !happened(&facts->record)
                               ? STATUS_STAGE2_RECORD
                               : STATUS_STAGE2;
    else if (happened(&facts->routed_away))
        standing->status = STATUS_OUT_OF_SCOPE;
    else if (!date_none(refusal_day(standing, history)))
        standing->status = STATUS_NOT_ACCEPTED;
    else if (happened(&facts->accepted))
        standing->status = STATUS_RESOLVED;
    else if (happened(&facts->answered)) {
        TRY(closing_day(standing, history, &closes));
        standing->closes_on = closes;
        standing->status = !date_none(closes) && !date_before(day, closes)
                               ? STATUS_CLOSED_AFTER_STAGE1
                               : STATUS_STAGE1_RESPONDED;
    } else
        standing->status = screened_status(standing, history);
    return NO_PROBLEM;
}

static enum phase phase_of(enum status status)
{
    if (status_in(status, ENDED))
        return PHASE_CLOSED;
    if (status_in(status, STAGE_2_OPEN))
        return PHASE_STAGE_2;
    if (status_in(status, STAGE_1_OPEN | AT(STAGE1_RESPONDED)))
        return PHASE_STAGE_1;
    return PHASE_INTAKE;
}

/* A point that is dealt with under the regulations and still open. */
static bool counts(const struct standing *standing, int point)
{
    return !point_elsewhere(standing->points[point].route) &&
           standing->points[point].status != POINT_WITHDRAWN;
}

/* Rulebook 7: all upheld; some upheld or any partly: partly; none; no finding alone. */
static enum outcome outcome_of_findings(const struct standing *standing)
{
    int found[RESULT_COUNT] = {0};
    int points = 0;

    for (int i = 0; i < standing->point_count; i++) {
        if (!counts(standing, i) || standing->points[i].result == RESULT_NONE)
            continue; /* added after the answer: nothing has been found on it */
        found[standing->points[i].result]++;
        points++;
    }
    if (points == 0)
        return OUTCOME_NONE;
    if (found[RESULT_UPHELD] == points)
        return OUTCOME_ALL_UPHELD;
    if (found[RESULT_UPHELD] + found[RESULT_PARTIALLY_UPHELD] > 0)
        return OUTCOME_PARTLY_UPHELD;
    return found[RESULT_NO_FINDING] == points ? OUTCOME_NO_FINDING : OUTCOME_NOT_UPHELD;
}

static enum outcome outcome_of(const struct standing *standing)
{
    if (standing->status == STATUS_WITHDRAWN)
        return OUTCOME_WITHDRAWN;
    if (standing->status == STATUS_NOT_ACCEPTED)
        return OUTCOME_NOT_ACCEPTED;
    if (standing->status == STATUS_RESOLVED)
        return OUTCOME_RESOLVED;
    if (status_in(standing->status, AT(STAGE1_RESPONDED) | AT(CLOSED_AFTER_STAGE1)))
        return outcome_of_findings(standing);
    return OUTCOME_NONE;
}

/* The complaint's procedure follows from its points. */
static enum route procedure_of(const struct standing *standing)
{
    enum route common = standing->points[0].route;

    for (int i = 1; i < standing->point_count; i++)
        if (standing->points[i].route != common)
            return ROUTE_MIXED;
    return common;
}

/* Points that nobody routed elsewhere are for this procedure as soon as it is known who complains. */
static void settle_points(struct standing *standing)
{
    int open = 0;
    int found = 0;

    for (int i = 0; i < standing->point_count; i++) {
        if (standing->points[i].route == ROUTE_UNDECIDED && standing->capacity != CAPACITY_NONE)
            standing->points[i].route = ROUTE_STATUTORY;
        if (!counts(standing, i) || standing->points[i].status != POINT_OPEN)
            continue;
        open++;
        found += standing->points[i].result != RESULT_NONE;
    }
    standing->findings_complete = open > 0 && found == open;
    standing->procedure = procedure_of(standing);
}

static bool pending(const struct milestone *asked)
{
    return happened(asked);
}

static bool proposal_pending(bool proposed, struct date until, struct date day)
{
    return proposed && (date_none(until) || !date_before(until, day));
}

static void settle_flags(struct standing *standing, struct date day)
{
    const struct facts *facts = &standing->facts;
    const struct clock *stage_1 = &standing->clocks[LIMIT_STAGE_1];

    standing->withdrawal_pending = happened(&facts->withdrawal_asked);
    standing->advocate_wanted = happened(&facts->advocate_asked) && !standing->advocate_appointed;
    standing->early_proposed =
        proposal_pending(facts->early_proposed, facts->early_proposed_until, day);
    standing->skip_proposed =
        proposal_pending(facts->skip_proposed, facts->skip_proposed_until, day);
    standing->skip_asked = pending(&facts->skip_asked);
    standing->later_start_asked = !date_none(facts->later_start_wanted);
    standing->stage_2_asked = pending(&facts->stage_2_asked);
    standing->stage_1_overdue = stage_1->state == CLOCK_MISSED && date_none(stage_1->ended_on);
    standing->resolved_terms_due = happened(&facts->accepted) && !happened(&facts->terms_sent);
    standing->counted_as_statutory = !unlisted(standing) && standing->status != STATUS_OUT_OF_SCOPE;
    standing->stage_from[1] = facts->stage_1_start;
    standing->stage_from[2] = facts->stage_2.on;
}

/* A complaint keeps the policy of the day on which each stage started (invariant 19). */
static enum problem find_policies(struct standing *standing, const struct history *history)
{
    const struct facts *facts = &standing->facts;
    const struct policy *intake = policy_on(history->policies, facts->received.on);
    struct date started = facts->received.on;

    if (happened(&facts->stage_2))
        started = facts->stage_2.on;
    else if (!date_none(facts->stage_1_start))
        started = facts->stage_1_start;
    standing->policy = policy_on(history->policies, started);
    standing->policy_version = standing->policy->version;
    standing->intake_policy = intake;
    standing->early_until = (struct date){0};
    if (!intake->early_enabled || intake->early_days == DAYS_NONE)
        return NO_PROBLEM;
    return calendar_count(history->calendar, facts->received.on, intake->early_days,
                          &standing->early_until);
}

enum problem standing_settle(struct standing *standing, const struct history *history,
                             struct date day)
{
    const struct clock *stage_1 = &standing->clocks[LIMIT_STAGE_1];

    if (!happened(&standing->facts.received))
        return NO_PROBLEM; /* nothing yet */
    settle_points(standing);
    find_stage_1_start(standing, history);
    TRY(find_policies(standing, history));
    TRY(clocks_compute(standing, history, day));
    if (stage_1->state == CLOCK_MISSED || stage_1->state == CLOCK_MET)
        standing->facts.stage_1_start_fixed = true;
    TRY(find_status(standing, history, day));
    standing->phase = phase_of(standing->status);
    standing->outcome = outcome_of(standing);
    settle_flags(standing, day);
    return NO_PROBLEM;
}
