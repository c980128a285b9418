#include "api/case.h"

#include <assert.h>
#include <string.h>

#include "api/actions.h"
#include "api/rules.h"
#include "base/clock.h"
#include "store/act_store.h"
#include "store/event_store.h"

/* ---- Ask ------------------------------------------------------------------------------------------- */

static enum problem standing_today(const struct exchange *x, const struct case_file *file,
                                   struct standing *standing)
{
    return procedure_replay(&file->history, x->today, standing);
}

static void history_refresh(struct case_file *file)
{
    file->history.acts = file->acts;
    file->history.count = file->count;
}

static enum problem file_rules(struct exchange *x, const struct case_head *head,
                               struct case_file *file)
{
    TRY(rules_know(x, head->policy_version, head->calendar_version, &file->rules));
    file->history.policies = &file->rules.policies;
    file->history.calendar = file->rules.calendar;
    history_refresh(file);
    return NO_PROBLEM;
}

enum problem case_open(struct exchange *x, struct id complaint, struct case_file *file)
{
    struct case_head head;

    *file = (struct case_file){.complaint = complaint};
    store_case_lock(x->store, x->council.id, complaint);
    TRY(store_case_locked(x->store, x->arena, ACTS_IN_ONE_REQUEST, &head, &file->acts,
                          &file->count));
    file->version = head.version;
    file->handler = head.handler;
    file->reference = head.reference;
    file->anonymity = head.anonymity;
    file->recorded = file->count;
    file->last_event = head.events;
    for (size_t i = 0; i < file->count; i++)
        if (file->acts[i].number > file->last_number)
            file->last_number = file->acts[i].number;
    TRY(file_rules(x, &head, file));
    TRY(standing_today(x, file, &file->before));
    file->now = file->before;
    return NO_PROBLEM;
}

enum problem case_open_at_version(struct exchange *x, struct id complaint, struct case_file *file)
{
    TRY(case_open(x, complaint, file));
    return version_match(x, file->version);
}

enum problem case_new(struct exchange *x, struct id complaint, struct case_file *file)
{
    struct case_head head;

    *file = (struct case_file){.complaint = complaint};
    file->acts = arena_take(x->arena, (ACTS_IN_ONE_REQUEST + 1) * sizeof *file->acts);
    store_versions_read(x->store, x->council.id);
    TRY(store_versions_collect(x->store, &head));
    return file_rules(x, &head, file);
}

enum problem case_read(struct exchange *x, const struct case_head *head, struct act *acts,
                       size_t count, struct case_file *file)
{
    *file = (struct case_file){
        .acts = acts,
        .count = count,
        .recorded = count,
        .version = head->version,
        .handler = head->handler,
        .reference = head->reference,
        .anonymity = head->anonymity,
    };
    TRY(file_rules(x, head, file));
    TRY(standing_today(x, file, &file->before));
    file->now = file->before;
    return NO_PROBLEM;
}

/* ---- The dates of an act --------------------------------------------------------------------------- */

bool role_is_councils(enum role role)
{
    return (ROLE_BIT(role) & ~(MAY_CHILD_SIDE)) != 0;
}

static const char *pointer_to(struct exchange *x, const char *member)
{
    return arena_print(x->arena, "/%s", member);
}

/* One date that staff may name. */
static enum problem day_named(struct exchange *x, const char *member, struct date named,
                              struct date *day)
{
    *day = x->today;
    if (date_none(named))
        return NO_PROBLEM;
    if (!role_is_councils(x->role))
        return fault(
            x, pointer_to(x, member), "not_yours",
            "Only the council says when something was done; your own act is dated by the service.");
    if (date_compare(named, x->today) > 0)
        return fault(x, pointer_to(x, member), "in_the_future", "The day lies in the future.");
    *day = named;
    return NO_PROBLEM;
}

enum problem act_dates(struct exchange *x, const char *member, struct date on,
                       const char *received_member, struct date received_on, struct act *act)
{
    struct date happened;
    struct date received;

    TRY(day_named(x, member, on, &happened));
    if (received_member) {
        TRY(day_named(x, received_member, received_on, &received));
        if (date_none(received_on))
            received = happened;
        if (date_compare(received, happened) < 0)
            return fault(x, pointer_to(x, received_member), "before_it_happened",
                         "It cannot have reached the council before it happened.");
    } else {
        received = happened;
    }
    act->on = happened;
    act->received_on = received;
    return NO_PROBLEM;
}

/* ---- Decide ---------------------------------------------------------------------------------------- */

void case_violates(struct exchange *x, enum violation what, const char *pointer)
{
    violation_add(&x->violations, what, pointer);
}

static void violations_join(struct violations *all, const struct violations *more)
{
    for (size_t i = 0; i < more->count; i++)
        violation_add(all, more->items[i].what, more->items[i].pointer);
}

/* Which acts recorded since would have been refused. */
static void tell_undone(struct exchange *x, const struct case_file *file,
                        const struct verdict *verdict)
{
    struct writer acts = {.arena = x->arena};

    write_array(&acts);
    for (int i = 0; i < verdict->undone_count; i++)
        for (size_t at = 0; at < file->count; at++)
            if (file->acts[at].number == verdict->undone[i]) {
                write_object(&acts);
                write_member_number(&acts, "number", file->acts[at].number);
                write_member_text(&acts, "kind",
                                  code_text(&act_kind_codes, (int)file->acts[at].kind));
                write_member_date(&acts, "on", file->acts[at].on);
                write_object_end(&acts);
            }
    write_array_end(&acts);
    problem_member(x, "acts", acts.text);
}

static void tell_standing(struct exchange *x, const struct case_file *file)
{
    struct writer actions = {.arena = x->arena};

    write_actions(&actions, x, file->complaint, &file->now);
    problem_member(
        x, "complaint_status",
        arena_print(x->arena, "\"%s\"", code_text(&status_codes, (int)file->now.status)));
    problem_member(x, "available_actions", actions.text);
}

/* In order of the days on which acts happened, then of recording. */
static void history_insert(struct case_file *file, const struct act *act)
{
    size_t at = file->count;

    while (at > 0 && date_compare(file->acts[at - 1].on, act->on) > 0)
        at--;
    memmove(&file->acts[at + 1], &file->acts[at], (file->count - at) * sizeof *file->acts);
    file->acts[at] = *act;
    file->count++;
    history_refresh(file);
}

enum problem case_decide(struct exchange *x, struct case_file *file, struct act *act)
{
    struct verdict verdict = {0};
    enum problem problem;

    assert(file->fresh_count < ACTS_IN_ONE_REQUEST);
    if (act->by == ROLE_NONE)
        act->by = x->role;
    if (date_none(act->on))
        act->on = x->today;
    if (date_none(act->received_on))
        act->received_on = act->on;
    act->recorded_on = x->today;
    act->number = file->last_number + 1;
    problem = procedure_decide(&file->history, act, &verdict);
    violations_join(&x->violations, &verdict.violations);
    if (problem == PROBLEM_OUT_OF_ORDER)
        tell_undone(x, file, &verdict);
    if (problem == PROBLEM_NOT_ALLOWED_NOW)
        tell_standing(x, file);
    if (problem == NO_PROBLEM && x->violations.count > 0)
        problem = PROBLEM_RULE_BROKEN;
    TRY(problem);
    file->cures_miss = file->cures_miss || verdict.cures_miss;
    file->last_number = act->number;
    history_insert(file, act);
    file->fresh[file->fresh_count++] = *act;
    return standing_today(x, file, &file->now);
}

/* ---- Record ---------------------------------------------------------------------------------------- */

void case_event(struct exchange *x, struct case_file *file, const char *type, const char *resource,
                struct id id)
{
    assert(file->event_count < EVENTS_IN_ONE_REQUEST);
    file->events[file->event_count++] =
        (struct event){.type = type, .resource_type = resource, .resource_id = id, .on = x->today};
}

/* The standing of today was derived before from the same history: what can be counted was. */
static const struct clock_courses *courses_today(const struct exchange *x,
                                                 const struct case_file *file)
{
    struct clock_courses *courses = arena_take(x->arena, sizeof *courses);
    const enum problem problem = procedure_courses(&file->history, x->today, courses);

    assert(problem == NO_PROBLEM);
    return courses;
}

static bool is_new(const struct case_file *file)
{
    return file->recorded == 0;
}

const struct projection *case_conclude(struct exchange *x, struct case_file *file)
{
    if (file->projection.standing)
        return &file->projection;
    procedure_events(is_new(file) ? NULL : &file->before, &file->now, file->fresh,
                     file->fresh_count, &file->told);
    for (size_t i = 0; i < file->event_count; i++)
        event_add(&file->told, &file->events[i]);
    file->projection = (struct projection){
        .council = x->council.id,
        .complaint = file->complaint,
        .standing = &file->now,
        .courses = courses_today(x, file),
        .acts = file->last_number,
        .events = file->last_event + (int)file->told.count,
        .version = (int)file->version + 1,
        .today = x->today,
        .now = x->now,
        .next_deadline = id_new(x->now),
        .cause = file->fresh_count > 0 ? code_text(&act_kind_codes, (int)file->fresh[0].kind)
                                       : "recount",
    };
    return &file->projection;
}

void case_record(struct exchange *x, struct case_file *file)
{
    const struct projection *projection = case_conclude(x, file);

    for (size_t i = 0; i < file->fresh_count; i++)
        store_act_add(x->store, x->council.id, file->complaint, &file->fresh[i], x->visitor.actor);
    if (is_new(file))
        store_clocks_project(x->store, x->arena, projection);
    else
        store_case_project(x->store, x->arena, projection);
    store_events_add(x->store, x->arena, x->council.id, file->complaint, file->last_event + 1,
                     projection->version, x->now, &file->told);
}

enum problem case_recorded(struct exchange *x, const struct case_file *file)
{
    for (size_t i = 0; i < file->fresh_count; i++)
        TRY(store_done(x->store, true));
    if (is_new(file))
        TRY(store_done(x->store, false)); /* its clocks */
    else
        TRY(store_case_projected(x->store));
    return store_done(x->store, false);
}

uint64_t points_mask(const int *numbers, size_t count)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < count; i++)
        if (numbers[i] >= 1 && numbers[i] <= POINTS_MAX)
            mask |= UINT64_C(1) << (numbers[i] - 1);
    return mask;
}
