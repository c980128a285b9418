#include "domain/notice.h"

#include <assert.h>

#define TEXT(name, text) text,
static const char *const notice_item_texts[] = {NULL, NOTICE_ITEMS(TEXT)};
const struct codes notice_item_codes = {notice_item_texts, COUNT(notice_item_texts)};

/* clang-format off */
#define NEED(notice, item, condition, violation, member) \
    {NOTICE_##notice, NOTICE_ITEM_##item, condition, VIOLATION_##violation, "/detail/" member}

const struct notice_need notice_needs[] = {
    NEED(ACKNOWLEDGEMENT, REFERENCE, ALWAYS, N1_REFERENCE, "reference"),
    NEED(ACKNOWLEDGEMENT, PROCEDURE, ALWAYS, N1_PROCEDURE, "procedure_information"),
    NEED(ACKNOWLEDGEMENT, ADVOCACY, WITH_ADVOCATE_RIGHT, N1_ADVOCACY, "advocacy_information"),
    NEED(ACKNOWLEDGEMENT, GUIDANCE, ALWAYS, N1_GUIDANCE, "guidance_offer"),
    NEED(ACKNOWLEDGEMENT, STAGE, ALWAYS, N1_STAGE, "stage"),
    NEED(ACKNOWLEDGEMENT, DUE, ALWAYS, N1_DUE, "due_on"),
    NEED(ACKNOWLEDGEMENT, CONTACT, ALWAYS, N1_CONTACT, "contact"),
    NEED(ACKNOWLEDGEMENT, INVESTIGATORS, AT_STAGE_2, N1_INVESTIGATORS, "investigators"),
    NEED(HANDLER_NAMED, HANDLER, ALWAYS, N2_NAME, "handler"),
    NEED(HANDLER_NAMED, CONTACT, ALWAYS, N2_CONTACT, "contact"),
    NEED(HANDLER_NAMED, DUE, ALWAYS, N2_DUE, "due_on"),
    NEED(ROUTED_ELSEWHERE, REASONS, ALWAYS, N3_REASONS, "points"),
    NEED(ROUTED_ELSEWHERE, OTHER_ROUTE, ALWAYS, N3_OTHER_ROUTE, "points"),
    NEED(ROUTED_ELSEWHERE, OMBUDSMAN, ALWAYS, N3_OMBUDSMAN, "ombudsman_information"),
    NEED(INTEREST_DECISION, DECISION, ALWAYS, N4_DECISION, "accepted"),
    NEED(INTEREST_DECISION, NO_FURTHER_ACTION, WHEN_REFUSED, N4_NO_FURTHER_ACTION, "no_further_action"),
    NEED(INTEREST_DECISION, OMBUDSMAN, WHEN_REFUSED, N4_OMBUDSMAN, "ombudsman_information"),
    NEED(LATE_DECISION, DECISION, ALWAYS, N5_DECISION, "accepted"),
    NEED(LATE_DECISION, REASONS, ALWAYS, N5_REASONS, "reasons"),
    NEED(LATE_DECISION, OMBUDSMAN, WHEN_REFUSED, N5_OMBUDSMAN, "ombudsman_information"),
    NEED(STAGE_1_EXTENSION, REASONS, ALWAYS, N6_REASON, "reasons"),
    NEED(STAGE_1_EXTENSION, NEW_DATE, ALWAYS, N6_NEW_DATE, "new_due_on"),
    NEED(STAGE_1_EXTENSION, STAGE_2_RIGHT, ALWAYS, N6_STAGE_2_RIGHT, "right_to_stage_2"),
    NEED(RESOLUTION_TERMS, TERMS, ALWAYS, N7_TERMS, "terms"),
    NEED(RESOLUTION_TERMS, ACTIONS, ALWAYS, N7_ACTIONS, "actions"),
    NEED(STAGE_1_RESPONSE, FINDINGS, ALWAYS, N8_FINDINGS, "findings"),
    NEED(STAGE_1_RESPONSE, ACTIONS, ALWAYS, N8_ACTIONS, "actions"),
    NEED(STAGE_1_RESPONSE, STAGE_2_RIGHT, ALWAYS, N8_STAGE_2_RIGHT, "right_to_stage_2"),
    NEED(WITHDRAWAL_CONFIRMED, WITHDRAWN, ALWAYS, N9_FACT, "withdrawn_on"),
    NEED(WITHDRAWAL_CONFIRMED, WITHDRAWN_ON, ALWAYS, N9_DATE, "withdrawn_on"),
    NEED(STAGE_2_EXTENSION, REASONS, ALWAYS, N10_REASON, "reasons"),
    NEED(STAGE_2_EXTENSION, NEW_DATE, ALWAYS, N10_NEW_DATE, "new_due_on"),
};
/* clang-format on */

const size_t notice_need_count = COUNT(notice_needs);

static bool needed(const struct notice_need *need, const struct letter *letter)
{
    if (need->notice != letter->notice)
        return false;
    switch (need->condition) {
    case AT_STAGE_2:
        return letter->stage == 2;
    case WHEN_REFUSED:
        return letter->refused;
    case WITH_ADVOCATE_RIGHT:
        return letter->advocate_right;
    case ALWAYS:
        break;
    }
    return true;
}

void notice_check(const struct letter *letter, struct violations *violations)
{
    for (size_t i = 0; i < notice_need_count; i++) {
        const struct notice_need *need = &notice_needs[i];

        if (needed(need, letter) && (letter->items >> need->item & 1) == 0)
            violation_add(violations, need->violation, need->pointer);
    }
}

size_t notice_recipients(const struct standing *standing, enum notice notice,
                         enum role roles[RECIPIENTS_MAX])
{
    size_t count = 0;

    if (notice == NOTICE_DECISION_TO_OTHERS) {
        roles[count++] = ROLE_CHILD_SUBJECT;
        return count;
    }
    roles[count++] = ROLE_COMPLAINANT;
    if (standing->advocate_appointed)
        roles[count++] = ROLE_ADVOCATE;
    return count;
}

const char *notice_number(enum notice notice)
{
    static const char *const numbers[NOTICE_COUNT] = {
        NULL, "N1",  "N2",  "N3",  "N4",  "N5",  "N6",  "N7",  "N8",
        "N9", "N10", "N11", "N12", "N13", "N14", "N15", "N16", "N17",
    };

    assert(notice > NOTICE_NONE && notice < NOTICE_COUNT);
    return numbers[notice];
}
