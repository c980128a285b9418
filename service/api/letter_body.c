/* letter_body.c - the `detail` of each notice as JSON has it (rulebook 3.5, N1 to N9). */
#include "letter.h"

#include <string.h>

static const char *const elsewhere_texts[] = {NULL, "corporate", "other_body"};
static const struct codes elsewhere_codes = {elsewhere_texts, COUNT(elsewhere_texts)};

/* clang-format off */
static const struct field destination_fields[] = {
    FIELD(destination_told, point,       REQUIRED, .least = 1, .most = POINTS_MAX),
    FIELD(destination_told, procedure,   NULLABLE, .codes = &elsewhere_codes),
    FIELD(destination_told, destination, NULLABLE, .longest = 500, .may_be_blank = true),
    FIELD(destination_told, reasons,     NULLABLE, .longest = 5000, .may_be_blank = true),
};
static const struct body destination_body = BODY(destination_told, destination_fields);

static const struct field limbs_fields[] = {
    FIELD(limbs_told, not_reasonable_to_expect_earlier, NULLABLE, .longest = 5000, .may_be_blank = true),
    FIELD(limbs_told, can_be_considered_fairly,         NULLABLE, .longest = 5000, .may_be_blank = true),
};
static const struct body limbs_body = BODY(limbs_told, limbs_fields);

static const struct field finding_fields[] = {
    FIELD(finding_told, point,   REQUIRED, .least = 1, .most = POINTS_MAX),
    FIELD(finding_told, result,  NULLABLE, .codes = &result_codes),
    FIELD(finding_told, reasons, NULLABLE, .longest = 20000, .may_be_blank = true),
};
static const struct body finding_body = BODY(finding_told, finding_fields);

static const struct field action_fields[] = {
    FIELD(action_told, text,   REQUIRED, .longest = 2000),
    FIELD(action_told, due_on, NULLABLE),
    FIELD(action_told, owner,  NULLABLE, .longest = 200),
};
static const struct body action_body = BODY(action_told, action_fields);

/* Members that several letters have. */
#define REASONS FIELD(letter_detail, reasons, NULLABLE, .longest = 20000, .may_be_blank = true)
#define CONTACT FIELD(letter_detail, contact, NULLABLE, .object = &contact_body)
#define DUE FIELD(letter_detail, due_on, NULLABLE)
#define OMBUDSMAN FIELD(letter_detail, ombudsman_information, NULLABLE)
#define RIGHT_TO_STAGE_2 FIELD(letter_detail, right_to_stage_2, NULLABLE)
#define ACCEPTED \
    FIELD(letter_detail, accepted, NULLABLE), \
    FIELD_AS(letter_detail, accepted_given, "accepted", NULLABLE)
#define ACTIONS \
    FIELD(letter_detail, actions, OPTIONAL, .object = &action_body), \
    FIELD_AS(letter_detail, actions_given, "actions", OPTIONAL, .longest = 200000)

static const struct field acknowledgement[] = {
    FIELD(letter_detail, reference,             NULLABLE),
    FIELD(letter_detail, procedure_information, NULLABLE),
    FIELD(letter_detail, guidance_offer,        NULLABLE),
    FIELD(letter_detail, advocacy_information,  NULLABLE),
    FIELD(letter_detail, advocacy_offer,        NULLABLE),
    DUE, CONTACT,
};
static const struct field handler_named[] = {
    FIELD(letter_detail, handler, NULLABLE, .longest = 200, .may_be_blank = true),
    DUE, CONTACT,
};
static const struct field routed_elsewhere[] = {
    FIELD_AS(letter_detail, destinations, "points", OPTIONAL, .object = &destination_body, .most = POINTS_MAX),
    OMBUDSMAN,
};
static const struct field interest_decision[] = {
    ACCEPTED, REASONS,
    FIELD(letter_detail, no_further_action, NULLABLE),
    FIELD(letter_detail, child_told,        NULLABLE),
    OMBUDSMAN,
};
static const struct field late_decision[] = {
    ACCEPTED, REASONS,
    FIELD(letter_detail, limbs, NULLABLE, .object = &limbs_body),
    OMBUDSMAN,
};
static const struct field stage_1_extension[] = {
    FIELD(letter_detail, new_due_on, NULLABLE),
    FIELD(letter_detail, ground,     NULLABLE, .longest = 40),
    REASONS, RIGHT_TO_STAGE_2,
};
static const struct field resolution_terms[] = {
    FIELD(letter_detail, terms, OPTIONAL, .longest = 2000),
    ACTIONS,
};
static const struct field stage_1_response[] = {
    FIELD(letter_detail, findings, OPTIONAL, .object = &finding_body, .most = POINTS_MAX),
    ACTIONS, RIGHT_TO_STAGE_2, OMBUDSMAN,
};
static const struct field withdrawal_confirmed[] = {
    FIELD(letter_detail, withdrawn_on, NULLABLE),
    FIELD_AS(letter_detail, withdrawn_points, "points", OPTIONAL, .least = 1, .most = POINTS_MAX),
};

#define LETTER(notice) static const struct body notice##_body = BODY(letter_detail, notice)
LETTER(acknowledgement);
LETTER(handler_named);
LETTER(routed_elsewhere);
LETTER(interest_decision);
LETTER(late_decision);
LETTER(stage_1_extension);
LETTER(resolution_terms);
LETTER(stage_1_response);
LETTER(withdrawal_confirmed);

const struct body_case letter_cases[] = {
    {"acknowledgement",      &acknowledgement_body,      false},
    {"handler_named",        &handler_named_body,        false},
    {"routed_elsewhere",     &routed_elsewhere_body,     false},
    {"interest_decision",    &interest_decision_body,    false},
    {"late_decision",        &late_decision_body,        false},
    {"stage_1_extension",    &stage_1_extension_body,    false},
    {"resolution_terms",     &resolution_terms_body,     false},
    {"stage_1_response",     &stage_1_response_body,     false},
    {"withdrawal_confirmed", &withdrawal_confirmed_body, false},
    {NULL, NULL, false},
};
/* clang-format on */

const struct body *letter_body(enum notice notice)
{
    const char *slug = code_text(&notice_codes, (int)notice);
    const struct body_case *one = letter_cases;

    while (one->code && strcmp(one->code, slug) != 0)
        one++;
    return one->object;
}
