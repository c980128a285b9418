#include "domain/events.h"

/* The constants carry the names of events.def, so that no type can be misspelt here. */
enum event_name {
#define EVENT(name, type, text) EVENT_##name,
#include "domain/events.def"
#undef EVENT
    EVENT_COUNT
};

const struct event_type event_types[] = {
#define EVENT(name, type, text) {type, text},
#include "domain/events.def"
#undef EVENT
};
const size_t event_type_count = EVENT_COUNT;

void event_add(struct event_list *list, const struct event *event)
{
    if (list->count < EVENTS_MAX)
        list->items[list->count++] = *event;
}

/* ---- The acts themselves -------------------------------------------------------------------------- */

/* How an act of each kind is told. Requests and decisions are told by their kind. */
static const struct {
    enum event_name name;
    const char *resource;
} acts_told[ACT_COUNT] = {
    [ACT_COMPLAIN] = {EVENT_COMPLAINT_RECEIVED, NULL},
    [ACT_CLASSIFY] = {EVENT_DECISION_MADE, "decision"},
    [ACT_ROUTE] = {EVENT_DECISION_MADE, "decision"},
    [ACT_DECIDE_INTEREST] = {EVENT_DECISION_MADE, "decision"},
    [ACT_DECIDE_LATE] = {EVENT_DECISION_MADE, "decision"},
    [ACT_PROPOSE] = {EVENT_DECISION_MADE, "decision"},
    [ACT_ANSWER] = {EVENT_REQUEST_MADE, "request"},
    [ACT_TRY_EARLY] = {EVENT_REQUEST_MADE, "request"},
    [ACT_STOP_EARLY] = {EVENT_REQUEST_MADE, "request"},
    [ACT_ASK_ADVOCATE] = {EVENT_REQUEST_MADE, "request"},
    [ACT_OFFER_ADVOCATE] = {EVENT_ADVOCACY_OFFERED, "advocacy"},
    [ACT_DECLINE_ADVOCATE] = {EVENT_ADVOCACY_DECLINED, "advocacy"},
    [ACT_APPOINT_ADVOCATE] = {EVENT_ADVOCACY_ACCEPTED, "advocacy"},
    [ACT_END_ADVOCATE] = {EVENT_PARTICIPANT_ENDED, "advocacy"},
    [ACT_ASK_LATER_START] = {EVENT_REQUEST_MADE, "request"},
    [ACT_DECIDE_LATER_START] = {EVENT_DECISION_MADE, "decision"},
    [ACT_EXTEND] = {EVENT_DECISION_MADE, "decision"},
    [ACT_APPOINT] = {EVENT_PARTICIPANT_APPOINTED, "participant"},
    [ACT_END_ROLE] = {EVENT_PARTICIPANT_ENDED, "participant"},
    [ACT_FIND] = {EVENT_FINDING_SUBMITTED, "finding"},
    [ACT_SEND_NOTICE] = {EVENT_NOTICE_SENT, "notice"},
    [ACT_RECEIVE_NOTICE] = {EVENT_NOTICE_RECEIVED, "notice"},
    [ACT_ACCEPT_OUTCOME] = {EVENT_REQUEST_MADE, "request"},
    [ACT_ASK_SKIP] = {EVENT_REQUEST_MADE, "request"},
    [ACT_DECIDE_SKIP] = {EVENT_DECISION_MADE, "decision"},
    [ACT_ASK_STAGE_2] = {EVENT_REQUEST_MADE, "request"},
    [ACT_WITHDRAW_REQUEST] = {EVENT_REQUEST_MADE, "request"},
    [ACT_FINALISE_RECORD] = {EVENT_STAGE_RECORD_FINALISED, "record"},
    [ACT_WITHDRAW] = {EVENT_REQUEST_MADE, "request"},
    [ACT_ADD_POINT] = {EVENT_POINT_ADDED, "point"},
    [ACT_CORRECT] = {EVENT_DECISION_MADE, "decision"},
    [ACT_ASK_WITHDRAWAL_BACK] = {EVENT_REQUEST_MADE, "request"},
};

static const char *reason_of(const struct act *act)
{
    if (act->kind == ACT_SEND_NOTICE || act->kind == ACT_RECEIVE_NOTICE)
        return code_text(&notice_codes, (int)act->notice);
    if (act->kind == ACT_APPOINT || act->kind == ACT_END_ROLE || act->kind == ACT_FIND)
        return code_text(&role_codes, (int)act->role);
    if (act->kind == ACT_END_ADVOCATE)
        return code_text(&role_codes, ROLE_ADVOCATE);
    return acts_told[act->kind].resource ? code_text(&act_kind_codes, (int)act->kind) : NULL;
}

static void tell_act(const struct act *act, struct event_list *list)
{
    event_add(list, &(struct event){
                        .type = event_types[acts_told[act->kind].name].type,
                        .stage = act->stage,
                        .resource_type = acts_told[act->kind].resource,
                        .resource_id = act->subject,
                        .reason_code = reason_of(act),
                        .on = act_day(act),
                    });
}

/* ---- What changed between two standings ------------------------------------------------------------- */

static void tell(struct event_list *list, enum event_name name, int stage, struct date on,
                 const char *reason)
{
    event_add(list,
              &(struct event){
                  .type = event_types[name].type, .stage = stage, .reason_code = reason, .on = on});
}

static bool ended(enum status status)
{
    return status == STATUS_NOT_ACCEPTED || status == STATUS_OUT_OF_SCOPE ||
           status == STATUS_WITHDRAWN || status == STATUS_RESOLVED ||
           status == STATUS_CLOSED_AFTER_STAGE1 || status == STATUS_CLOSED_AFTER_STAGE2 ||
           status == STATUS_CLOSED_FINAL;
}

static void tell_status(const struct standing *before, const struct standing *after, struct date on,
                        struct event_list *list)
{
    if (before->status == after->status)
        return;
    if (after->status == STATUS_WITHDRAWN)
        tell(list, EVENT_COMPLAINT_WITHDRAWN, 0, on, NULL);
    if (ended(after->status) && !ended(before->status))
        tell(list, EVENT_COMPLAINT_CLOSED, 0, on, code_text(&status_codes, (int)after->status));
    if (ended(before->status) && !ended(after->status))
        tell(list, EVENT_COMPLAINT_REOPENED, 0, on, code_text(&status_codes, (int)after->status));
}

static void tell_points(const struct standing *before, const struct standing *after, struct date on,
                        struct event_list *list)
{
    bool routed = false;
    bool resolved = false;

    for (int i = 0; i < after->point_count && i < before->point_count; i++) {
        const enum route route = after->points[i].route;
        const bool elsewhere = route == ROUTE_CORPORATE || route == ROUTE_OTHER_BODY;

        routed = routed || (route != before->points[i].route &&
                            (elsewhere || before->points[i].route != ROUTE_UNDECIDED));
        resolved = resolved || (after->points[i].status == POINT_RESOLVED &&
                                before->points[i].status != POINT_RESOLVED);
    }
    if (routed)
        tell(list, EVENT_COMPLAINT_ROUTED, 0, on, code_text(&route_codes, (int)after->procedure));
    if (resolved)
        tell(list, EVENT_POINT_RESOLVED, 0, on, NULL);
}

static bool appeared(struct date before, struct date after)
{
    return date_none(before) && !date_none(after);
}

static void tell_stages(const struct standing *before, const struct standing *after, struct date on,
                        struct event_list *list)
{
    const struct clock *stage_1 = &after->clocks[LIMIT_STAGE_1];

    if (appeared(before->facts.acknowledged.on, after->facts.acknowledged.on))
        tell(list, EVENT_COMPLAINT_ACKNOWLEDGED, 1, on, NULL);
    if (appeared(before->stage_from[1], after->stage_from[1]))
        tell(list, EVENT_STAGE_OPENED, 1, on, NULL);
    if (appeared(before->facts.answered.on, after->facts.answered.on))
        tell(list, EVENT_STAGE_RESPONDED, 1, on, NULL);
    if (!date_none(stage_1->starts_on) &&
        appeared(before->clocks[LIMIT_STAGE_1].ended_on, stage_1->ended_on))
        tell(list, EVENT_STAGE_ENDED, 1, on, code_text(&status_codes, (int)after->status));
    if (appeared(before->stage_from[2], after->stage_from[2]))
        tell(list, EVENT_STAGE_OPENED, 2, on, code_text(&status_codes, (int)after->status));
}

static void tell_clock(const struct clock *before, const struct clock *after, struct date on,
                       enum event_name name, struct event_list *list)
{
    event_add(list, &(struct event){
                        .type = event_types[name].type,
                        .stage = after->stage,
                        .resource_type = "deadline",
                        .reason_code = code_text(&limit_codes, (int)after->limit),
                        .on = on,
                        .limit = after->limit,
                        .due_on = after->due,
                        .due_on_before = before->due,
                    });
}

static bool counts(const struct clock *clock)
{
    return clock->state != CLOCK_NONE && !date_none(clock->due);
}

static void tell_clocks(const struct standing *before, const struct standing *after, struct date on,
                        struct event_list *list)
{
    static const enum event_name states[CLOCK_COUNT] = {
        [CLOCK_MET] = EVENT_DEADLINE_MET,
        [CLOCK_MISSED] = EVENT_DEADLINE_MISSED,
        [CLOCK_CANCELLED] = EVENT_DEADLINE_CANCELLED,
    };

    for (enum limit limit = LIMIT_ACKNOWLEDGE; limit < LIMIT_COUNT; limit++) {
        const struct clock *old = &before->clocks[limit];
        const struct clock *new = &after->clocks[limit];

        if (!counts(new) && counts(old) && old->state == CLOCK_RUNNING)
            tell_clock(old, old, on, EVENT_DEADLINE_CANCELLED, list);
        if (!counts(new))
            continue;
        if (!counts(old) || (old->state == CLOCK_CANCELLED && new->state == CLOCK_RUNNING))
            tell_clock(old, new, on, EVENT_DEADLINE_STARTED, list);
        else if (!date_same(old->due, new->due))
            tell_clock(old, new, on, EVENT_DEADLINE_MOVED, list);
        if (old->state == CLOCK_MISSED && new->state != CLOCK_MISSED)
            tell_clock(old, new, on, EVENT_DEADLINE_CORRECTED, list);
        if (old->state != new->state &&new->state != CLOCK_RUNNING)
            tell_clock(old, new, on, states[new->state], list);
    }
}

void procedure_events(const struct standing *before, const struct standing *after,
                      const struct act *acts, size_t count, struct event_list *list)
{
    static const struct standing nothing;
    const struct standing *from = before ? before : &nothing;
    struct date on = after->received_on;

    for (size_t i = 0; i < count; i++) {
        tell_act(&acts[i], list);
        on = act_day(&acts[i]);
    }
    tell_points(from, after, on, list);
    tell_status(from, after, on, list);
    tell_stages(from, after, on, list);
    tell_clocks(from, after, on, list);
}
