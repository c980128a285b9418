/* The conditions of the rules: each adds every violation that it finds. Pointers are those of the request bodies. */
#include "procedure_parts.h"

static void add(struct violations *violations, enum violation what, const char *pointer)
{
    violation_add(violations, what, pointer);
}

static void add_if(struct violations *violations, bool broken, enum violation what,
                   const char *pointer)
{
    if (broken)
        violation_add(violations, what, pointer);
}

static uint64_t all_points(const struct standing *standing)
{
    return standing->point_count == POINTS_MAX ? UINT64_MAX
                                               : (UINT64_C(1) << standing->point_count) - 1;
}

static bool open_here(const struct standing *standing, int point)
{
    return standing->points[point].status == POINT_OPEN &&
           !point_elsewhere(standing->points[point].route);
}

/* ---- Intake ------------------------------------------------------------------------------------ */

GUARD(guard_points)
{
    add_if(violations, (act->points & ~all_points(standing)) != 0, VIOLATION_POINT_UNKNOWN,
           "/points");
}

GUARD(guard_classify)
{
    (void)standing;
    add_if(violations, act->capacity == CAPACITY_NONE, VIOLATION_CAPACITY_MISSING,
           "/detail/capacity");
}

GUARD(guard_route)
{
    guard_points(standing, act, violations);
    add_if(violations,
           act->route == ROUTE_NONE || act->route == ROUTE_UNDECIDED || act->route == ROUTE_MIXED,
           VIOLATION_ROUTE_MISSING, "/detail/procedure");
}

GUARD(guard_interest)
{
    (void)act;
    add_if(violations,
           !procedure_needs_interest(standing->capacity) || !date_none(standing->facts.interest.on),
           VIOLATION_INTEREST_NOT_ASKED, "");
}

GUARD(guard_late)
{
    (void)act;
    add_if(violations,
           standing->clocks[LIMIT_COMPLAIN].state != CLOCK_MISSED ||
               !date_none(standing->facts.late.on),
           VIOLATION_LATE_NOT_ASKED, "");
}

/* ---- Early resolution, skipping stage 1 ---------------------------------------------------------- */

GUARD(guard_early)
{
    const struct policy *policy = standing->intake_policy;

    add_if(violations, !policy->early_enabled, VIOLATION_EARLY_NOT_IN_POLICY, "");
    if (policy->early_enabled)
        add_if(violations,
               date_none(standing->early_until) || date_before(standing->early_until, act_day(act)),
               VIOLATION_EARLY_DAYS_OVER, "");
}

GUARD(guard_early_answer)
{
    add_if(violations, !standing->early_proposed, VIOLATION_NOTHING_PROPOSED, "/detail/proposal");
    if (act->agreed)
        guard_early(standing, act, violations);
}

GUARD(guard_skip_answer)
{
    (void)act;
    add_if(violations, !standing->skip_proposed, VIOLATION_NOTHING_PROPOSED, "/detail/proposal");
}

GUARD(guard_skip_decision)
{
    (void)act;
    add_if(violations, !standing->skip_asked && !standing->stage_2_asked, VIOLATION_SKIP_NOT_ASKED,
           "/in_answer_to");
}

GUARD(guard_pending_request)
{
    (void)act;
    add_if(violations,
           !standing->skip_asked && !standing->stage_2_asked && !standing->later_start_asked,
           VIOLATION_NOTHING_PENDING, "");
}

/* ---- Advocates ----------------------------------------------------------------------------------- */

GUARD(guard_advocate_declined)
{
    (void)act;
    add_if(violations, !standing->advocate_wanted && !standing->facts.advocate_offered,
           VIOLATION_NO_ADVOCATE_WANTED, "");
}

GUARD(guard_advocate_appointed)
{
    (void)standing;
    add_if(violations, act->by != ROLE_COMPLAINTS_MANAGER && !act->agreed,
           VIOLATION_NOT_SELF_ARRANGED, "/self_arranged");
    add_if(violations, !date_none(act->until) && date_before(act_day(act), act->until),
           VIOLATION_ADVOCATE_APPOINTED_LATER, "/appointed_on");
}

GUARD(guard_advocate_ended)
{
    (void)act;
    add_if(violations, !standing->advocate_appointed, VIOLATION_NO_ADVOCATE, "");
}

/* ---- A later start (reg. 14(4)) ------------------------------------------------------------------- */

static void judge_later_start(const struct standing *standing, struct date asked_on,
                              struct date start, struct violations *violations)
{
    struct date present = standing->facts.stage_1_start;

    if (date_none(present))
        present = standing->received_on;
    add_if(violations, !date_before(present, start) || date_before(start, asked_on),
           VIOLATION_LATER_START_NOT_LATER, "/detail/start_on");
    add_if(violations, standing->stage_1_overdue, VIOLATION_LATER_START_TOO_LATE, "");
}

GUARD(guard_later_start_asked)
{
    if (date_none(act->until))
        add(violations, VIOLATION_LATER_START_DATE_MISSING, "/detail/start_on");
    else
        judge_later_start(standing, act_day(act), act->until, violations);
}

GUARD(guard_later_start_decided)
{
    const struct date wanted = standing->facts.later_start_wanted;

    if (!standing->later_start_asked) {
        add(violations, VIOLATION_LATER_START_NOT_ASKED, "/in_answer_to");
        return;
    }
    if (!act->agreed)
        return;
    add_if(violations, !date_none(act->until) && date_before(wanted, act->until),
           VIOLATION_LATER_START_NOT_AS_ASKED, "/detail/start_on");
    judge_later_start(standing, standing->received_on, date_none(act->until) ? wanted : act->until,
                      violations);
}

/* ---- Extensions ------------------------------------------------------------------------------------ */

GUARD(guard_extension)
{
    const struct clock *clock = &standing->clocks[LIMIT_STAGE_1];

    add_if(violations, act->ground != GROUND_COMPLEX, VIOLATION_EXTENSION_ONLY_COMPLEX,
           "/detail/ground");
    if (date_none(act->until)) {
        add(violations, VIOLATION_EXTENSION_DATE_MISSING, "/detail/new_due_on");
        return;
    }
    add_if(violations, date_before(clock->first_due, act_day(act)), VIOLATION_EXTENSION_AFTER_LIMIT,
           "");
    add_if(violations, date_before(clock->ceiling, act->until), VIOLATION_EXTENSION_PAST_CEILING,
           "/detail/new_due_on");
    add_if(violations, !date_before(clock->statutory_due, act->until),
           VIOLATION_EXTENSION_NOT_LATER, "/detail/new_due_on");
}

/* Decisions 26: its notice goes on or before the last day, or it never takes effect. */
GUARD(guard_extension_notice)
{
    if (date_none(standing->facts.stage_1_extension.decided_until))
        add(violations, VIOLATION_NOTHING_TO_TELL, "");
    else
        add_if(violations, date_before(standing->clocks[LIMIT_STAGE_1].first_due, act_day(act)),
               VIOLATION_EXTENSION_AFTER_LIMIT, "/sent_on");
}

GUARD(guard_stage_2_extension)
{
    const struct clock *clock = &standing->clocks[LIMIT_STAGE_2];

    if (date_none(act->until)) {
        add(violations, VIOLATION_EXTENSION_DATE_MISSING, "/detail/new_due_on");
        return;
    }
    add_if(violations, date_before(clock->due, act_day(act)),
           VIOLATION_STAGE_2_EXTENSION_AFTER_LIMIT, "");
    add_if(violations, date_before(clock->ceiling, act->until),
           VIOLATION_STAGE_2_EXTENSION_PAST_CEILING, "/detail/new_due_on");
    add_if(violations, !date_before(clock->due, act->until), VIOLATION_STAGE_2_EXTENSION_NOT_LATER,
           "/detail/new_due_on");
}

GUARD(guard_stage_2_extension_notice)
{
    if (date_none(standing->facts.stage_2_extension.decided_until))
        add(violations, VIOLATION_NOTHING_TO_TELL, "");
    else
        add_if(violations, date_before(standing->clocks[LIMIT_STAGE_2].due, act_day(act)),
               VIOLATION_STAGE_2_EXTENSION_AFTER_LIMIT, "/sent_on");
}

/* ---- Findings, people, points ----------------------------------------------------------------------- */

GUARD(guard_finding)
{
    bool unknown = false;
    bool closed = false;

    add_if(violations, !standing->handler_appointed, VIOLATION_HANDLER_MISSING, "");
    for (int i = 0; i < POINTS_MAX && act->findings[i] != '\0'; i++) {
        if (act->findings[i] == '-')
            continue;
        if (i >= standing->point_count)
            unknown = true;
        else if (!open_here(standing, i))
            closed = true;
    }
    add_if(violations, unknown, VIOLATION_POINT_UNKNOWN, "/results");
    add_if(violations, closed, VIOLATION_POINT_NOT_OPEN, "/results");
}

/* Invariant 5: stage 2 is not worked without an independent person. */
GUARD(guard_stage_2_finding)
{
    (void)act;
    add_if(violations, !standing->facts.independent_person, VIOLATION_INDEPENDENT_PERSON_MISSING,
           "");
}

/* Who is appointed is checked apart (independence.h); here, what the stage allows. */
GUARD(guard_appointment)
{
    if (act->role == ROLE_STAGE1_HANDLER)
        add_if(violations, !status_in(standing->status, UNANSWERED), VIOLATION_STAGE_1_ANSWERED,
               "/role");
    if (act->role == ROLE_STAGE2_INVESTIGATOR || act->role == ROLE_STAGE2_INDEPENDENT_PERSON ||
        act->role == ROLE_ADJUDICATING_OFFICER)
        add_if(violations, !status_in(standing->status, STAGE_2_OPEN), VIOLATION_STAGE_2_NOT_OPEN,
               "/role");
    if (act->role == ROLE_PANEL_CHAIR || act->role == ROLE_PANEL_MEMBER ||
        act->role == ROLE_PANEL_CLERK)
        add(violations, VIOLATION_NOT_AT_THIS_POINT, "/role");
    if (act->role == ROLE_ADVOCATE)
        add(violations, VIOLATION_ADVOCATE_UNDECLARED, "/role"); /* through `advocacy` only */
}

GUARD(guard_new_point)
{
    add_if(violations, standing->point_count == POINTS_MAX, VIOLATION_POINTS_FULL, "");
    add_if(violations, status_in(standing->status, STAGE_2_OPEN) && !act->agreed,
           VIOLATION_NEW_POINT_NEW_CASE, "");
}

/* ---- Notices ---------------------------------------------------------------------------------------- */

GUARD(guard_handler_notice)
{
    (void)act;
    add_if(violations, !standing->handler_appointed, VIOLATION_NOTHING_TO_TELL, "");
}

GUARD(guard_route_notice)
{
    bool elsewhere = false;

    (void)act;
    for (int i = 0; i < standing->point_count; i++)
        elsewhere = elsewhere || point_elsewhere(standing->points[i].route);
    add_if(violations, !elsewhere, VIOLATION_NOTHING_TO_TELL, "");
}

GUARD(guard_interest_notice)
{
    (void)act;
    add_if(violations, date_none(standing->facts.interest.on), VIOLATION_NOTHING_TO_TELL, "");
}

GUARD(guard_late_notice)
{
    (void)act;
    add_if(violations, date_none(standing->facts.late.on), VIOLATION_NOTHING_TO_TELL, "");
}

/* T16: a finding on every open point. */
GUARD(guard_response)
{
    (void)act;
    add_if(violations, !standing->findings_complete, VIOLATION_FINDINGS_MISSING,
           "/detail/findings");
}

GUARD(guard_terms)
{
    (void)act;
    add_if(violations, date_none(standing->facts.accepted.on), VIOLATION_NOTHING_TO_TELL, "");
}

GUARD(guard_overdue_notice)
{
    bool missed = false;

    (void)act;
    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++)
        missed = missed || standing->clocks[limit].state == CLOCK_MISSED;
    add_if(violations, !missed, VIOLATION_NOTHING_TO_TELL, "");
}

GUARD(guard_receipt)
{
    add_if(violations,
           act->notice == NOTICE_STAGE_1_RESPONSE && date_none(standing->facts.answered.on),
           VIOLATION_NOTHING_TO_TELL, "");
}

/* ---- Withdrawal (reg. 7), the written record (reg. 16) ------------------------------------------------ */

GUARD(guard_withdrawal)
{
    guard_points(standing, act, violations);
    add_if(violations, standing->withdrawal_pending, VIOLATION_WITHDRAWAL_PENDING, "");
    for (int i = 0; i < standing->point_count; i++)
        if ((act->points >> i & 1) != 0 && !open_here(standing, i)) {
            add(violations, VIOLATION_POINT_NOT_OPEN, "/points");
            return;
        }
}

GUARD(guard_withdrawal_pending)
{
    (void)act;
    add_if(violations, !standing->withdrawal_pending, VIOLATION_NO_WITHDRAWAL, "");
}

/* Reg. 16(3): the complainant is invited to comment; there is no veto. */
GUARD(guard_record)
{
    (void)standing;
    add_if(violations, date_none(act->until) || date_before(act_day(act), act->until),
           VIOLATION_COMMENTS_NOT_INVITED, "/comments_invited_on");
}
