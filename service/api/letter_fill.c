/* letter_fill.c - what follows from the case for a letter: its dates, its findings, whom to ring. */
#include "letter_fill.h"

#include <stdlib.h>

#include "addressing.h"

static void give(struct filling *filling, const char *member, json_t *value)
{
    if (value && json_object_set_new(filling->detail, member, value) != 0)
        abort(); /* out of memory */
}

static void give_text(struct filling *filling, const char *member, const char *text)
{
    if (text)
        give(filling, member, json_string(text));
}

static void give_day(struct filling *filling, const char *member, struct date day)
{
    if (!date_none(day))
        give(filling, member, json_string(date_print(day).text));
}

static void give_flag(struct filling *filling, const char *member)
{
    if (filling->own_words)
        give(filling, member, json_true());
}

static json_t *contact_of(const char *email, const char *phone, const char *address)
{
    json_t *contact = json_object();

    if (email)
        (void)json_object_set_new(contact, "email", json_string(email));
    if (phone)
        (void)json_object_set_new(contact, "phone", json_string(phone));
    if (address)
        (void)json_object_set_new(contact, "address", json_string(address));
    if (json_object_size(contact) > 0)
        return contact;
    json_decref(contact);
    return NULL;
}

static void give_council_contact(struct filling *filling)
{
    const struct notice_facts *facts = &filling->desk->facts;

    give(filling, "contact", contact_of(facts->email, facts->phone, facts->address));
}

static void fill_acknowledgement(struct filling *filling)
{
    give_text(filling, "reference", filling->desk->file->reference);
    give_flag(filling, "procedure_information");
    give_flag(filling, "guidance_offer");
    if (letter_advocate_right(filling->desk)) {
        give_flag(filling, "advocacy_information");
        give_flag(filling, "advocacy_offer");
    }
    give_day(filling, "due_on", letter_clock(filling->desk, filling->stage)->due);
    give_council_contact(filling);
}

static void fill_handler_named(struct filling *filling)
{
    const struct addressee *handler =
        addressee_in_role(&filling->desk->people, ROLE_STAGE1_HANDLER);
    json_t *contact = handler ? contact_of(handler->email, handler->phone, NULL) : NULL;

    give_text(filling, "handler", handler ? handler->name : NULL);
    if (contact)
        give(filling, "contact", contact);
    else
        give_council_contact(filling);
    give_day(filling, "due_on", letter_clock(filling->desk, 1)->due);
}

static json_t *destination_of(const struct notice_point *point)
{
    bool corporate = point->route == ROUTE_CORPORATE;
    json_t *told = json_object();

    (void)json_object_set_new(told, "point", json_integer(point->number));
    (void)json_object_set_new(told, "procedure",
                              json_string(corporate ? "corporate" : "other_body"));
    if (corporate)
        (void)json_object_set_new(told, "destination",
                                  json_string("the council's own corporate complaints procedure"));
    else if (point->other_body)
        (void)json_object_set_new(told, "destination", json_string(point->other_body));
    if (point->route_reasons)
        (void)json_object_set_new(told, "reasons", json_string(point->route_reasons));
    return told;
}

static void fill_routed_elsewhere(struct filling *filling)
{
    const struct notice_facts *facts = &filling->desk->facts;
    json_t *points = json_array();

    for (size_t i = 0; i < facts->point_count; i++)
        if (point_goes_elsewhere(&facts->points[i]))
            (void)json_array_append_new(points, destination_of(&facts->points[i]));
    give(filling, "points", points);
    give_flag(filling, "ombudsman_information");
}

/* N4, N5: the decision with its reasons; the way on where it is a no. */
static void fill_decision(struct filling *filling)
{
    const struct notice_decision *decision = &filling->desk->facts.decisions[filling->row->notice];

    if (id_none(decision->id))
        return;
    give(filling, "accepted", json_boolean(decision->accepted));
    give_text(filling, "reasons", decision->reasons);
    if (!decision->accepted)
        give_flag(filling, "ombudsman_information");
}

static void fill_interest_decision(struct filling *filling)
{
    fill_decision(filling);
    if (json_is_false(json_object_get(filling->detail, "accepted")))
        give_flag(filling, "no_further_action");
}

static void fill_late_decision(struct filling *filling)
{
    const struct notice_decision *decision = &filling->desk->facts.decisions[filling->row->notice];
    json_t *limbs = json_object();

    fill_decision(filling);
    if (decision->limb_reasonable)
        (void)json_object_set_new(limbs, "not_reasonable_to_expect_earlier",
                                  json_string(decision->limb_reasonable));
    if (decision->limb_fair)
        (void)json_object_set_new(limbs, "can_be_considered_fairly",
                                  json_string(decision->limb_fair));
    give(filling, "limbs", limbs);
}

static void fill_stage_1_extension(struct filling *filling)
{
    const struct notice_decision *decision = &filling->desk->facts.decisions[filling->row->notice];

    give_day(filling, "new_due_on", filling->desk->standing.facts.stage_1_extension.decided_until);
    if (id_none(decision->id))
        return;
    give_text(filling, "ground", "complex"); /* no decision has another, reg. 14(5) */
    give_text(filling, "reasons", decision->reasons);
    give_flag(filling, "right_to_stage_2");
}

/* The actions of the answer that is drafted; that there are none is an answer too. */
static void fill_actions(struct filling *filling)
{
    const char *actions = filling->desk->facts.actions;
    json_t *list = actions ? json_loads(actions, 0, NULL) : NULL;

    give(filling, "actions", list ? list : json_array());
}

static json_t *finding_of(const struct notice_point *point)
{
    json_t *told = json_object();

    (void)json_object_set_new(told, "point", json_integer(point->number));
    (void)json_object_set_new(told, "result",
                              json_string(code_text(&result_codes, (int)point->result)));
    if (point->finding_reasons)
        (void)json_object_set_new(told, "reasons", json_string(point->finding_reasons));
    return told;
}

static void fill_stage_1_response(struct filling *filling)
{
    const struct notice_facts *facts = &filling->desk->facts;
    json_t *findings = json_array();

    for (size_t i = 0; i < facts->point_count; i++)
        if (facts->points[i].result != RESULT_NONE)
            (void)json_array_append_new(findings, finding_of(&facts->points[i]));
    give(filling, "findings", findings);
    fill_actions(filling);
    give_flag(filling, "right_to_stage_2");
    give_flag(filling, "ombudsman_information");
}

static void fill_withdrawal_confirmed(struct filling *filling)
{
    const struct facts *facts = &filling->desk->standing.facts;
    json_t *points = json_array();

    give_day(filling, "withdrawn_on", facts->withdrawal_asked.on);
    for (int point = 0; point < POINTS_MAX; point++)
        if ((facts->withdrawal_points >> point & 1) != 0)
            (void)json_array_append_new(points, json_integer(point + 1));
    give(filling, "points", points);
}

void letter_fill(struct filling *filling)
{
    static void (*const fillers[NOTICE_COUNT])(struct filling *) = {
        [NOTICE_ACKNOWLEDGEMENT] = fill_acknowledgement,
        [NOTICE_HANDLER_NAMED] = fill_handler_named,
        [NOTICE_ROUTED_ELSEWHERE] = fill_routed_elsewhere,
        [NOTICE_INTEREST_DECISION] = fill_interest_decision,
        [NOTICE_LATE_DECISION] = fill_late_decision,
        [NOTICE_STAGE_1_EXTENSION] = fill_stage_1_extension,
        [NOTICE_RESOLUTION_TERMS] = fill_actions,
        [NOTICE_STAGE_1_RESPONSE] = fill_stage_1_response,
        [NOTICE_WITHDRAWAL_CONFIRMED] = fill_withdrawal_confirmed,
    };

    if (fillers[filling->row->notice])
        fillers[filling->row->notice](filling);
}
