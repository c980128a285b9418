/* letter.c - what a letter says beside what staff gave, and what it still lacks. */
#include "letter.h"

#include <stdlib.h>
#include <string.h>

#include "addressing.h"
#include "letter_fill.h"

const struct clock *letter_clock(const struct desk *desk, int stage)
{
    return &desk->standing.clocks[stage == 2 ? LIMIT_STAGE_2 : LIMIT_STAGE_1];
}

bool letter_advocate_right(const struct desk *desk)
{
    return procedure_has_advocate_right(desk->standing.capacity, desk->standing.facts.child);
}

bool point_goes_elsewhere(const struct notice_point *point)
{
    return point->route == ROUTE_CORPORATE || point->route == ROUTE_OTHER_BODY;
}

/* ---- Its typed contents --------------------------------------------------------------------------- */

/* What staff gave stands over what the service knows; null is as good as nothing. */
static void lay_over(json_t *detail, json_t *given)
{
    const char *member;
    json_t *value;

    json_object_foreach (given, member, value)
        if (!json_is_null(value) && json_object_set(detail, member, value) != 0)
            abort(); /* out of memory */
}

static enum problem detail_make(struct exchange *x, struct filling *filling,
                                struct letter_made *made)
{
    json_auto_t *given = json_loads(filling->row->detail, 0, NULL);
    json_auto_t *detail = json_object();
    struct body_faults faults = {.count = 0};
    void *read = NULL;
    uint64_t members;
    char *text;

    filling->detail = detail;
    letter_fill(filling);
    lay_over(detail, given);
    text = json_dumps(detail, JSON_COMPACT);
    if (!text)
        abort(); /* out of memory */
    made->detail_text = arena_text(x->arena, text);
    free(text);
    if (body_read(letter_body(filling->row->notice), made->detail_text, strlen(made->detail_text),
                  x->arena, &faults, &read, &members) != NO_PROBLEM)
        return PROBLEM_INTERNAL;
    made->detail = read;
    return NO_PROBLEM;
}

/* ---- What it lacks ------------------------------------------------------------------------------------------ */

static void holds(uint32_t *items, enum notice_item item, bool held)
{
    if (held)
        *items |= UINT32_C(1) << item;
}

static bool reaches_somebody(const struct contact *contact)
{
    return contact && (contact->email || contact->phone || contact->address);
}

/* The day that the letter names must be that of the clock; where that waits for its start there is none to name. */
static bool names_due_day(const struct desk *desk, const struct letter_made *made)
{
    struct date due =
        letter_clock(desk, made->notice == NOTICE_HANDLER_NAMED ? 1 : made->stage)->due;

    return date_none(due) ||
           (!date_none(made->detail->due_on) && date_same(made->detail->due_on, due));
}

static const struct destination_told *told_of(const struct letter_detail *detail, int point)
{
    for (size_t i = 0; i < detail->destinations.count; i++)
        if (OBJECT(destination_told, detail->destinations, i)->point == point)
            return OBJECT(destination_told, detail->destinations, i);
    return NULL;
}

static void destinations_hold(const struct desk *desk, const struct letter_detail *detail,
                              uint32_t *items)
{
    bool reasons = true;
    bool routes = true;

    for (size_t i = 0; i < desk->facts.point_count; i++) {
        const struct destination_told *told;

        if (!point_goes_elsewhere(&desk->facts.points[i]))
            continue;
        told = told_of(detail, desk->facts.points[i].number);
        reasons = reasons && told && told->reasons;
        routes = routes && told && told->destination;
    }
    holds(items, NOTICE_ITEM_REASONS, reasons);
    holds(items, NOTICE_ITEM_OTHER_ROUTE, routes);
}

/* N4, N5: the decision that was made, not another one. */
static bool tells_decision(const struct desk *desk, const struct letter_made *made)
{
    const struct notice_decision *decision = &desk->facts.decisions[made->notice];

    return made->detail->accepted_given.text &&
           (id_none(decision->id) || decision->accepted == made->detail->accepted);
}

static bool tells_reasons(const struct letter_made *made)
{
    const struct letter_detail *detail = made->detail;

    if (made->notice == NOTICE_LATE_DECISION &&
        (!detail->limbs || !detail->limbs->not_reasonable_to_expect_earlier ||
         !detail->limbs->can_be_considered_fairly))
        return false; /* on both limbs */
    if (made->notice == NOTICE_STAGE_1_EXTENSION &&
        (!detail->ground || strcmp(detail->ground, "complex") != 0))
        return false; /* why it is complex */
    return detail->reasons != NULL;
}

/* N6: the day that was decided, which alone can take effect. */
static bool tells_new_day(const struct desk *desk, const struct letter_detail *detail)
{
    struct date decided = desk->standing.facts.stage_1_extension.decided_until;

    return !date_none(detail->new_due_on) &&
           (date_none(decided) || date_same(decided, detail->new_due_on));
}

static const struct finding_told *finding_on(const struct letter_detail *detail, int point)
{
    for (size_t i = 0; i < detail->findings.count; i++)
        if (OBJECT(finding_told, detail->findings, i)->point == point)
            return OBJECT(finding_told, detail->findings, i);
    return NULL;
}

/* N8: on every point that is open here, and as it was found. */
static bool tells_findings(const struct desk *desk, const struct letter_detail *detail)
{
    for (size_t i = 0; i < desk->facts.point_count; i++) {
        const struct notice_point *point = &desk->facts.points[i];
        const struct finding_told *told = finding_on(detail, point->number);
        bool open = desk->standing.points[point->number - 1].status == POINT_OPEN &&
                    !point_goes_elsewhere(point);

        if (open && (!told || told->result == RESULT_NONE))
            return false;
        if (told && point->result != RESULT_NONE && told->result != point->result)
            return false;
    }
    return detail->findings.count > 0;
}

static bool tells_withdrawal_day(const struct desk *desk, const struct letter_detail *detail)
{
    struct date asked = desk->standing.facts.withdrawal_asked.on;

    return !date_none(detail->withdrawn_on) &&
           (date_none(asked) || date_same(asked, detail->withdrawn_on));
}

static uint32_t items_held(const struct desk *desk, const struct letter_made *made)
{
    const struct letter_detail *detail = made->detail;
    uint32_t items = 0;

    holds(&items, NOTICE_ITEM_REFERENCE,
          detail->reference && strcmp(detail->reference, desk->file->reference) == 0);
    holds(&items, NOTICE_ITEM_PROCEDURE, detail->procedure_information);
    holds(&items, NOTICE_ITEM_ADVOCACY, detail->advocacy_information && detail->advocacy_offer);
    holds(&items, NOTICE_ITEM_GUIDANCE, detail->guidance_offer);
    holds(&items, NOTICE_ITEM_STAGE, made->stage > 0);
    holds(&items, NOTICE_ITEM_DUE, names_due_day(desk, made));
    holds(&items, NOTICE_ITEM_CONTACT, reaches_somebody(detail->contact));
    holds(&items, NOTICE_ITEM_INVESTIGATORS,
          addressee_in_role(&desk->people, ROLE_STAGE2_INVESTIGATOR) &&
              addressee_in_role(&desk->people, ROLE_STAGE2_INDEPENDENT_PERSON));
    holds(&items, NOTICE_ITEM_HANDLER, detail->handler != NULL);
    holds(&items, NOTICE_ITEM_REASONS, tells_reasons(made));
    holds(&items, NOTICE_ITEM_OMBUDSMAN, detail->ombudsman_information);
    holds(&items, NOTICE_ITEM_DECISION, tells_decision(desk, made));
    holds(&items, NOTICE_ITEM_NO_FURTHER_ACTION, detail->no_further_action);
    holds(&items, NOTICE_ITEM_NEW_DATE, tells_new_day(desk, detail));
    holds(&items, NOTICE_ITEM_STAGE_2_RIGHT, detail->right_to_stage_2);
    holds(&items, NOTICE_ITEM_TERMS, detail->terms.count > 0);
    holds(&items, NOTICE_ITEM_ACTIONS, detail->actions_given.text != NULL);
    holds(&items, NOTICE_ITEM_FINDINGS, tells_findings(desk, detail));
    holds(&items, NOTICE_ITEM_WITHDRAWN,
          made->notice == NOTICE_WITHDRAWAL_CONFIRMED); /* that is what it is */
    holds(&items, NOTICE_ITEM_WITHDRAWN_ON, tells_withdrawal_day(desk, detail));
    if (made->notice == NOTICE_ROUTED_ELSEWHERE)
        destinations_hold(desk, detail, &items);
    return items;
}

/* Of a letter without a stage of its own: the one at which the complaint stands. */
static int stage_now(const struct desk *desk)
{
    return desk->standing.phase == PHASE_STAGE_2   ? 2
           : desk->standing.phase == PHASE_STAGE_3 ? 3
                                                   : 1;
}

enum problem letter_make(struct exchange *x, const struct desk *desk, const struct notice_row *row,
                         struct letter_made *made)
{
    struct filling filling = {.desk = desk, .row = row, .own_words = row->body == NULL};

    *made = (struct letter_made){.notice = row->notice,
                                 .stage = row->stage > 0 ? row->stage : stage_now(desk)};
    filling.stage = made->stage;
    TRY(detail_make(x, &filling, made));
    notice_check(
        &(struct letter){
            .notice = made->notice,
            .stage = made->stage,
            .refused = made->detail->accepted_given.text && !made->detail->accepted,
            .advocate_right = letter_advocate_right(desk),
            .items = items_held(desk, made),
        },
        &made->missing);
    made->subject = row->subject ? row->subject : letter_subject(x, desk, made);
    made->body = row->body ? row->body : letter_text(x, desk, made);
    return NO_PROBLEM;
}
