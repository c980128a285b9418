/* A fact put right by two persons: an act that amends an earlier one; the old value and both results stay visible
 * (api.md 5, rulebook 3.6 invariants 1 and 15). */
#include <string.h>

#include "deciding.h"
#include "notice_view.h"
#include "store/decision_store.h"

static bool says_fact(const struct act *act, const struct correction_detail *detail)
{
    if (detail->fact == FACT_SENT_ON)
        return act->kind == ACT_SEND_NOTICE && id_same(act->subject, detail->notice);
    if (!id_none(detail->request))
        return act->kind != ACT_CORRECT && id_same(act->subject, detail->request);
    return act->kind == ACT_COMPLAIN ||
           (detail->fact == FACT_CAPACITY && act->kind == ACT_CLASSIFY);
}

/* The last act that says the fact, by the number that it was recorded under; 0: none does. */
static int act_of_fact(const struct deciding *deciding, const struct correction_detail *detail)
{
    const struct case_file *file = &deciding->file;
    int number = 0;

    for (size_t i = 0; i < file->count; i++)
        if (says_fact(&file->acts[i], detail))
            number = file->acts[i].number;
    return number;
}

/* The day on which a notice left, or a request came, as corrections made until now have it. */
static struct date day_of(const struct deciding *deciding, enum fact fact, int number)
{
    struct date day = {0};

    for (size_t i = 0; i < deciding->file.count; i++) {
        const struct act *act = &deciding->file.acts[i];

        if (act->number == number)
            day = fact == FACT_SENT_ON ? act->on : act->received_on;
        if (act->kind == ACT_CORRECT && act->corrects == number && act->fact == fact)
            day = act->until;
    }
    return day;
}

static const char *day_text(struct exchange *x, struct date day)
{
    return date_none(day) ? NULL : arena_text(x->arena, date_print(day).text);
}

static const char *value_before(struct exchange *x, const struct deciding *deciding,
                                const struct correction_detail *detail, int number)
{
    const struct standing *before = &deciding->file.before;

    switch (detail->fact) {
    case FACT_RECEIVED_ON:
        return day_text(x, id_none(detail->request) ? before->received_on
                                                    : day_of(deciding, FACT_RECEIVED_ON, number));
    case FACT_GROUNDS_AROSE_ON:
        return day_text(x, before->grounds_arose_on);
    case FACT_SENT_ON:
        return day_text(x, day_of(deciding, FACT_SENT_ON, number));
    case FACT_FORM:
        return code_text(&form_codes, (int)before->form);
    case FACT_CAPACITY:
        return code_text(&capacity_codes, (int)before->capacity);
    case FACT_NONE:
    case FACT_COUNT:
        break;
    }
    return NULL;
}

static enum problem value_read(struct exchange *x, const struct correction_detail *detail,
                               struct act *act)
{
    if (detail->fact == FACT_FORM) {
        act->form = (enum form)code_find(&form_codes, detail->value);
        return act->form
                   ? NO_PROBLEM
                   : fault(x, "/detail/value", "not_a_code", "This is one of: oral, written.");
    }
    if (detail->fact == FACT_CAPACITY) {
        act->capacity = (enum capacity)code_find(&capacity_codes, detail->value);
        return act->capacity
                   ? NO_PROBLEM
                   : fault(x, "/detail/value", "not_a_code", "This is the code of a capacity.");
    }
    if (!date_parse(detail->value, strlen(detail->value), &act->until))
        return fault(x, "/detail/value", "not_a_date", "A date is written YYYY-MM-DD and exists.");
    return NO_PROBLEM;
}

/* A notice cannot have left after it was received; what was only deemed received moves along. */
static enum problem sending_check(struct exchange *x, struct deciding *deciding,
                                  const struct act *correction)
{
    const struct case_file *file = &deciding->file;
    struct id notice = ((const struct correction_detail *)deciding->body->detail)->notice;
    enum channel channel = CHANNEL_NONE;

    for (size_t i = 0; i < file->count; i++) {
        if (!id_same(file->acts[i].subject, notice))
            continue;
        if (file->acts[i].kind == ACT_SEND_NOTICE)
            channel = file->acts[i].channel;
        if (file->acts[i].kind == ACT_RECEIVE_NOTICE &&
            date_before(file->acts[i].on, correction->until))
            return fault(x, "/detail/value", "after_receipt",
                         "The notice is known to have been received before that day.");
    }
    return deemed_receipt(&file->history, channel, correction->until, &deciding->deemed_on);
}

/* Only the day of a notice belongs to a notice; the day on which something came may be a request's. */
static enum problem concerns(struct exchange *x, const struct correction_detail *detail)
{
    if (detail->fact == FACT_SENT_ON && id_none(detail->notice))
        return fault(x, "/detail/notice", "missing", "Say which notice left on that day.");
    if (detail->fact != FACT_SENT_ON && !id_none(detail->notice))
        return fault(x, "/detail/notice", "not_this_fact",
                     "Only the day on which a notice was sent belongs to a notice.");
    if (detail->fact != FACT_RECEIVED_ON && !id_none(detail->request))
        return fault(x, "/detail/request", "not_this_fact",
                     "Only the day on which it came may belong to a request.");
    return NO_PROBLEM;
}

enum problem correction_act(struct exchange *x, struct deciding *deciding)
{
    const struct correction_detail *detail = deciding->body->detail;
    struct act *act = act_new(deciding, ACT_CORRECT);

    TRY(concerns(x, detail));
    TRY(value_read(x, detail, act));
    act->fact = detail->fact;
    act->corrects = act_of_fact(deciding, detail);
    if (act->corrects == 0 && !id_none(detail->request))
        return fault(x, "/detail/request", "unknown", "There is no such request here.");
    deciding->old_value = value_before(x, deciding, detail, act->corrects);
    return detail->fact == FACT_SENT_ON ? sending_check(x, deciding, act) : NO_PROBLEM;
}

static bool clock_moved(const struct clock *before, const struct clock *after)
{
    return before->state != after->state || (date_none(before->due) != date_none(after->due)) ||
           (!date_none(before->due) && !date_same(before->due, after->due));
}

static void write_state(struct writer *clocks, const char *member, const struct clock *clock)
{
    write_member_text(clocks, member, code_text(&clock_state_codes, (int)clock->state));
}

const char *decision_clocks(struct exchange *x, const struct deciding *deciding)
{
    struct writer clocks = {.arena = x->arena};

    if (deciding->body->kind != DECISION_KIND_CORRECTION)
        return NULL;
    write_array(&clocks);
    for (int limit = 1; limit < LIMIT_COUNT; limit++) {
        const struct clock *before = &deciding->file.before.clocks[limit];
        const struct clock *after = &deciding->file.now.clocks[limit];

        if (!clock_moved(before, after))
            continue;
        write_object(&clocks);
        write_member_text(&clocks, "kind", code_text(&limit_codes, limit));
        write_member_date(&clocks, "due_on_before", before->due);
        write_member_date(&clocks, "due_on_after", after->due);
        write_state(&clocks, "status_before", before);
        write_state(&clocks, "status_after", after);
        write_object_end(&clocks);
    }
    write_array_end(&clocks);
    return clocks.text;
}

size_t correction_effects(struct exchange *x, const struct deciding *deciding)
{
    const struct correction_detail *detail = deciding->body->detail;
    struct id complaint = deciding->file.complaint;
    struct date day = deciding->acts[0].until;

    if (detail->fact == FACT_SENT_ON)
        store_notice_sent_on_set(x->store, x->council.id, complaint, detail->notice, day,
                                 deciding->deemed_on);
    else if (!id_none(detail->request))
        store_request_received_set(x->store, x->council.id, complaint, detail->request, day);
    else
        return 0;
    return 1;
}
