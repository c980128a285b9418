/* What the formal letters bring about when they leave: N6 and N10 extend, N8 answers, N9 completes a withdrawal. */
#include "procedure_parts.h"

/* Decisions 26: an extension is in force from the dispatch of its notice, if that goes on or before the `last` day:
 * of stage 1 the first limit (T15), of stage 2 the date that is to be moved (rulebook 10, doubt 5). */
static void extend(struct extension *extension, struct date last, const struct act *notice)
{
    const struct date told_on = act_day(notice);

    if (date_none(extension->decided_until) || date_none(last) || date_before(last, told_on))
        return;
    *extension = (struct extension){
        .until = extension->decided_until,
        .told_on = told_on,
        .recorded_on = notice->recorded_on,
    };
}

/* T34 with N9: the withdrawal is complete. Points may be withdrawn one by one; the last takes the complaint with it. */
static void confirm_withdrawal(struct standing *standing, const struct act *act)
{
    struct facts *facts = &standing->facts;
    const uint64_t points = facts->withdrawal_points;
    bool one_stays = false;

    if (!happened(&facts->withdrawal_asked))
        return;
    for (int i = 0; i < standing->point_count; i++) {
        if (standing->points[i].status == POINT_OPEN &&
            (points == 0 || (points & point_bit(i)) != 0))
            standing->points[i].status = POINT_WITHDRAWN;
        if (!point_elsewhere(standing->points[i].route) &&
            standing->points[i].status != POINT_WITHDRAWN)
            one_stays = true;
    }
    if (points == 0 || !one_stays)
        facts->withdrawn = act_mark(act);
    withdrawal_forget(facts);
}

/* T16: the answer is out. A request that waits for it opens stage 2 at once (invariant 6). */
static void respond(struct standing *standing, const struct history *history, const struct act *act)
{
    struct facts *facts = &standing->facts;
    const int deemed = policy_on(history->policies, act_day(act))->deemed_days[act->channel];
    const struct milestone asked = facts->stage_2_asked;

    facts->answered = act_mark(act);
    facts->answer_received = act_mark(act);
    if (deemed > 0 && calendar_count(history->calendar, act_day(act), deemed,
                                     &facts->answer_received.on) != NO_PROBLEM)
        facts->answer_received.on = act_day(act); /* shown as a problem by the clocks */
    points_set(standing, POINT_OPEN, POINT_DECIDED);
    if (happened(&asked))
        stage_2_open(standing, act_day(act), asked.act, act->recorded_on);
}

void notice_apply(struct standing *standing, const struct history *history, const struct act *act)
{
    struct facts *facts = &standing->facts;

    switch (act->notice) {
    case NOTICE_ACKNOWLEDGEMENT:
        if (act->stage <= 1)
            act_mark_first(&facts->acknowledged, act);
        break;
    case NOTICE_HANDLER_NAMED:
        act_mark_first(&facts->handler_told, act);
        break;
    case NOTICE_STAGE_1_EXTENSION:
        extend(&facts->stage_1_extension, standing->clocks[LIMIT_STAGE_1].first_due, act);
        break;
    case NOTICE_STAGE_2_EXTENSION:
        extend(&facts->stage_2_extension, standing->clocks[LIMIT_STAGE_2].due, act);
        break;
    case NOTICE_RESOLUTION_TERMS:
        act_mark_first(&facts->terms_sent, act);
        break;
    case NOTICE_STAGE_1_RESPONSE:
        respond(standing, history, act);
        break;
    case NOTICE_WITHDRAWAL_CONFIRMED:
        confirm_withdrawal(standing, act);
        break;
    case NOTICE_NONE: /* these tell what happened and change nothing */
    case NOTICE_ROUTED_ELSEWHERE:
    case NOTICE_INTEREST_DECISION:
    case NOTICE_LATE_DECISION:
    case NOTICE_STAGE_2_RESPONSE:
    case NOTICE_STOP:
    case NOTICE_PANEL_INVITATION:
    case NOTICE_PANEL_REPORT:
    case NOTICE_FINAL_RESPONSE:
    case NOTICE_OVERDUE:
        break;
    case NOTICE_DECISION_TO_OTHERS: /* goes to others */
    case NOTICE_COUNT:
        return;
    }
    facts->last_word = act_day(act);
}

void receipt_apply(struct facts *facts, const struct act *act)
{
    if (act->notice != NOTICE_STAGE_1_RESPONSE || !happened(&facts->answered))
        return;
    facts->answer_received = act_mark(act);
}
