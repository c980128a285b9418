/* What each act leaves behind as facts. Acts were judged before they were recorded; here they are taken as they are,
 * and an act that has lost its ground by a correction simply leaves nothing. */
#include "procedure_parts.h"

struct milestone act_mark(const struct act *act)
{
    return (struct milestone){act_day(act), act->recorded_on, act->number};
}

void act_mark_first(struct milestone *milestone, const struct act *act)
{
    if (!happened(milestone))
        *milestone = act_mark(act);
}

void points_set(struct standing *standing, enum point_status from, enum point_status to)
{
    for (int i = 0; i < standing->point_count; i++)
        if (standing->points[i].status == from && !point_elsewhere(standing->points[i].route))
            standing->points[i].status = to;
}

void withdrawal_forget(struct facts *facts)
{
    facts->withdrawal_asked = (struct milestone){0};
    facts->withdrawal_points = 0;
}

/* Whether `act` takes in the point with index `point`. */
static bool takes_in(const struct act *act, int point)
{
    return act->points == 0 || (act->points & point_bit(point)) != 0;
}

static void add_point(struct standing *standing, int stage)
{
    const int point = standing->point_count;

    if (point == POINTS_MAX)
        return;
    standing->points[point].status = POINT_OPEN;
    standing->points[point].route = ROUTE_UNDECIDED;
    standing->points[point].added_at_stage = stage;
    standing->points[point].result = RESULT_NONE;
    standing->point_count++;
}

static void complain(struct standing *standing, const struct act *act)
{
    struct facts *facts = &standing->facts;
    uint64_t points = act->points == 0 ? 1 : act->points;

    facts->received = act_mark(act);
    facts->child = act->child;
    facts->anonymity = act->anonymity;
    standing->received_on = facts->received.on;
    standing->grounds_arose_on = act->until;
    standing->capacity = act->capacity;
    standing->form = act->form;
    for (; points != 0; points >>= 1)
        add_point(standing, 0);
}

/* T4: the last point that leaves takes the complaint with it; one that comes back takes it back. */
static void route(struct standing *standing, const struct act *act)
{
    bool one_stays = false;

    for (int i = 0; i < standing->point_count; i++) {
        if (takes_in(act, i))
            standing->points[i].route = act->route;
        if (!point_elsewhere(standing->points[i].route) &&
            standing->points[i].status != POINT_WITHDRAWN)
            one_stays = true;
    }
    if (one_stays)
        standing->facts.routed_away = (struct milestone){0};
    else
        act_mark_first(&standing->facts.routed_away, act);
}

static enum result result_of(char letter)
{
    switch (letter) {
    case 'u':
        return RESULT_UPHELD;
    case 'p':
        return RESULT_PARTIALLY_UPHELD;
    case 'n':
        return RESULT_NOT_UPHELD;
    case 'x':
        return RESULT_NO_FINDING;
    default:
        return RESULT_NONE;
    }
}

/* Several handlers may find, each for some points; the last finding on a point stands. */
static void find(struct standing *standing, const struct act *act)
{
    if (act->stage != 1)
        return;
    for (int i = 0; i < standing->point_count && act->findings[i] != '\0'; i++)
        if (act->findings[i] != '-')
            standing->points[i].result = result_of(act->findings[i]);
}

void stage_2_open(struct standing *standing, struct date day, int act, struct date recorded_on)
{
    struct facts *facts = &standing->facts;

    if (happened(&facts->stage_2))
        return;
    facts->stage_2 = (struct milestone){day, recorded_on, act};
    facts->stage_2_asked = (struct milestone){0};
    facts->skip_asked = (struct milestone){0};
    facts->later_start_wanted = (struct date){0};
    facts->early_proposed = false;
    facts->skip_proposed = false;
    points_set(standing, POINT_DECIDED, POINT_OPEN); /* what stage 1 decided is considered again */
    points_set(standing, POINT_RESOLVED, POINT_OPEN);
}

static void open_by(struct standing *standing, const struct act *act)
{
    stage_2_open(standing, act_day(act), act->number, act->recorded_on);
}

/* T19: at once where stage 1 was answered, resolved or is overdue; earlier it is a proposal to skip (invariant 6), which
 * meets a proposal of the council if there is one. */
static void ask_stage_2(struct standing *standing, const struct act *act)
{
    if (status_in(standing->status,
                  AT(STAGE1_RESPONDED) | AT(RESOLVED) | AT(CLOSED_AFTER_STAGE1)) ||
        standing->stage_1_overdue || standing->skip_proposed)
        open_by(standing, act);
    else
        act_mark_first(&standing->facts.stage_2_asked, act);
}

/* T18: whichever of the two agreements is later is the date. */
static void ask_skip(struct standing *standing, const struct act *act)
{
    if (standing->skip_proposed)
        open_by(standing, act);
    else
        act_mark_first(&standing->facts.skip_asked, act);
}

static void decide_skip(struct standing *standing, const struct act *act)
{
    if (act->agreed)
        open_by(standing, act);
    else
        standing->facts.skip_asked = (struct milestone){0};
}

static void propose(struct standing *standing, const struct act *act)
{
    struct facts *facts = &standing->facts;

    if (act->of == PROPOSAL_EARLY_RESOLUTION) {
        facts->early_proposed = true;
        facts->early_proposed_until = act->until;
    }
    if (act->of != PROPOSAL_SKIP_STAGE_1)
        return;
    if (happened(&facts->skip_asked) || happened(&facts->stage_2_asked)) {
        open_by(standing, act); /* the complainant has asked already: both agree */
        return;
    }
    facts->skip_proposed = true;
    facts->skip_proposed_until = act->until;
}

static void start_early(struct standing *standing, const struct act *act)
{
    standing->facts.early = act_mark(act);
    standing->facts.early_stopped = (struct milestone){0};
    standing->facts.early_proposed = false;
}

static void answer(struct standing *standing, const struct act *act)
{
    if (act->of == PROPOSAL_EARLY_RESOLUTION) {
        standing->facts.early_proposed = false;
        if (act->agreed)
            start_early(standing, act);
    }
    if (act->of == PROPOSAL_SKIP_STAGE_1) {
        standing->facts.skip_proposed = false;
        if (act->agreed)
            open_by(standing, act);
    }
}

/* T9, T17: the points are resolved; what was asked for besides lapses. */
static void accept_outcome(struct standing *standing, const struct act *act)
{
    struct facts *facts = &standing->facts;

    facts->accepted = act_mark(act);
    facts->terms_sent = (struct milestone){0};
    facts->stage_2_asked = (struct milestone){0};
    facts->skip_asked = (struct milestone){0};
    facts->later_start_wanted = (struct date){0};
    facts->early_proposed = false;
    facts->skip_proposed = false;
    withdrawal_forget(facts);
    points_set(standing, POINT_OPEN, POINT_RESOLVED);
    points_set(standing, POINT_DECIDED, POINT_RESOLVED);
}

/* Somebody may have asked before the complaint was made, to a person who took an enquiry. */
static void ask_advocate(struct facts *facts, const struct act *act)
{
    if (happened(&facts->advocate_asked))
        return;
    facts->advocate_asked = act_mark(act);
    facts->advocate_asked.on = date_earlier(act_day(act), act->until);
}

/* ADV5, reg. 14(3)(b): the appointment may lie before the day on which the council learns of it. */
static void appoint_advocate(struct standing *standing, const struct act *act)
{
    standing->advocate_appointed = true;
    if (happened(&standing->facts.advocate))
        return;
    standing->facts.advocate = act_mark(act);
    if (!date_none(act->until))
        standing->facts.advocate.on = act->until;
}

static void decide_later_start(struct standing *standing, const struct act *act)
{
    struct facts *facts = &standing->facts;

    if (act->agreed) {
        facts->later_start = act_mark(act);
        facts->later_start.on = date_none(act->until) ? facts->later_start_wanted : act->until;
    }
    facts->later_start_wanted = (struct date){0};
}

static void hold_role(struct standing *standing, enum role role, bool held)
{
    if (role == ROLE_STAGE1_HANDLER)
        standing->handlers += held ? 1 : -1;
    if (standing->handlers < 0)
        standing->handlers = 0;
    standing->handler_appointed = standing->handlers > 0;
    if (role == ROLE_STAGE2_INVESTIGATOR)
        standing->facts.investigator = held;
    if (role == ROLE_STAGE2_INDEPENDENT_PERSON)
        standing->facts.independent_person = held;
}

/* Invariant 6: what was asked for early is taken back by its number, or all of it. */
static void withdraw_request(struct facts *facts, int number)
{
    if (number == 0 || facts->stage_2_asked.act == number)
        facts->stage_2_asked = (struct milestone){0};
    if (number == 0 || facts->skip_asked.act == number)
        facts->skip_asked = (struct milestone){0};
    if (number == 0 || facts->later_start_wanted_by_act == number)
        facts->later_start_wanted = (struct date){0};
}

static void decide(struct milestone *decision, bool *accepted, const struct act *act)
{
    *decision = act_mark(act);
    *accepted = act->agreed;
}

void act_apply(struct standing *standing, const struct history *history, const struct act *act)
{
    struct facts *facts = &standing->facts;

    switch (act->kind) {
    case ACT_COMPLAIN:
        complain(standing, act);
        break;
    case ACT_CLASSIFY:
        standing->capacity = act->capacity;
        break;
    case ACT_ROUTE:
        route(standing, act);
        break;
    case ACT_DECIDE_INTEREST:
        decide(&facts->interest, &facts->interest_accepted, act);
        break;
    case ACT_DECIDE_LATE:
        decide(&facts->late, &facts->late_accepted, act);
        break;
    case ACT_PROPOSE:
        propose(standing, act);
        break;
    case ACT_ANSWER:
        answer(standing, act);
        break;
    case ACT_TRY_EARLY:
        start_early(standing, act);
        break;
    case ACT_STOP_EARLY:
        facts->early_stopped = act_mark(act);
        break;
    case ACT_ASK_ADVOCATE:
        ask_advocate(facts, act);
        break;
    case ACT_OFFER_ADVOCATE:
        facts->advocate_offered = true;
        break;
    case ACT_DECLINE_ADVOCATE:
        facts->advocate_asked = (struct milestone){0};
        facts->advocate_offered = false;
        break;
    case ACT_APPOINT_ADVOCATE:
        appoint_advocate(standing, act);
        break;
    case ACT_END_ADVOCATE:
        standing->advocate_appointed = false;
        break;
    case ACT_ASK_LATER_START:
        facts->later_start_wanted = act->until;
        facts->later_start_wanted_by_act = act->number;
        break;
    case ACT_DECIDE_LATER_START:
        decide_later_start(standing, act);
        break;
    case ACT_EXTEND:
        if (act->stage == 2)
            facts->stage_2_extension.decided_until = act->until;
        else
            facts->stage_1_extension.decided_until = act->until;
        break;
    case ACT_APPOINT:
    case ACT_END_ROLE:
        hold_role(standing, act->role, act->kind == ACT_APPOINT);
        break;
    case ACT_FIND:
        find(standing, act);
        break;
    case ACT_SEND_NOTICE:
        notice_apply(standing, history, act);
        break;
    case ACT_RECEIVE_NOTICE:
        receipt_apply(facts, act);
        break;
    case ACT_ACCEPT_OUTCOME:
        accept_outcome(standing, act);
        break;
    case ACT_ASK_SKIP:
        ask_skip(standing, act);
        break;
    case ACT_DECIDE_SKIP:
        decide_skip(standing, act);
        break;
    case ACT_ASK_STAGE_2:
        ask_stage_2(standing, act);
        break;
    case ACT_WITHDRAW_REQUEST:
        withdraw_request(facts, act->corrects);
        break;
    case ACT_FINALISE_RECORD:
        act_mark_first(&facts->record, act);
        break;
    case ACT_WITHDRAW:
        facts->withdrawal_asked = act_mark(act);
        facts->withdrawal_points = act->points;
        break;
    case ACT_ADD_POINT:
        add_point(standing, happened(&facts->stage_2) ? 2 : (happened(&facts->answered) ? 1 : 0));
        break;
    case ACT_ASK_WITHDRAWAL_BACK:
        withdrawal_forget(facts);
        break;
    case ACT_CORRECT: /* already in the act that it puts right */
    case ACT_NONE:
    case ACT_COUNT:
        break;
    }
}
