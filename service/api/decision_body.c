#include "decision_body.h"

#include <string.h>

#include "request_kinds.h"

#define TEXT(name, text) text,
static const char *const decision_kind_texts[] = {NULL, DECISION_KINDS(TEXT)};
const struct codes decision_kind_codes = {decision_kind_texts, COUNT(decision_kind_texts)};

static const char *const destination_texts[] = {NULL, DESTINATIONS(TEXT)};
const struct codes destination_codes = {destination_texts, COUNT(destination_texts)};

static bool is_code(const char *text)
{
    return *text >= 'a' && *text <= 'z' &&
           text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

/* clang-format off */
static const struct field point_function_fields[] = {
    FIELD(point_function, point,    REQUIRED, .least = 1, .most = POINTS_MAX),
    FIELD(point_function, function, REQUIRED, .codes = &function_codes),
};
static const struct body point_function_body = BODY(point_function, point_function_fields);

static const struct field classify_fields[] = {
    FIELD(classify_detail, capacity,  REQUIRED, .codes = &capacity_codes),
    FIELD(classify_detail, functions, OPTIONAL, .codes = &function_codes, .most = 5),
    FIELD(classify_detail, points,    OPTIONAL, .object = &point_function_body, .most = POINTS_MAX),
};
static const struct field proposal_fields[] = {
    FIELD(proposal_detail, of,    REQUIRED, .codes = &stage_1_proposal_codes),
    FIELD(proposal_detail, until, NULLABLE),
};
static const struct field point_route_fields[] = {
    FIELD(point_route, point,     REQUIRED, .least = 1, .most = POINTS_MAX),
    FIELD(point_route, procedure, REQUIRED, .codes = &destination_codes),
    FIELD(point_route, body,      NULLABLE, .longest = 64),
    FIELD(point_route, reasons,   NULLABLE, .longest = 5000, .may_be_blank = true),
};
static const struct body point_route_body = BODY(point_route, point_route_fields);

static const struct field route_fields[] = {
    FIELD(route_detail, points, REQUIRED, .object = &point_route_body, .least = 1, .most = POINTS_MAX),
};
static const struct field interest_fields[] = {
    FIELD(interest_detail, accepted,    REQUIRED),
    FIELD(interest_detail, child_views, NULLABLE, .longest = 5000, .may_be_blank = true),
};
static const struct field limbs_fields[] = {
    FIELD(limbs, not_reasonable_to_expect_earlier, NULLABLE, .longest = 5000, .may_be_blank = true),
    FIELD(limbs, can_be_considered_fairly,         NULLABLE, .longest = 5000, .may_be_blank = true),
};
static const struct body limbs_body = BODY(limbs, limbs_fields);

static const struct field late_fields[] = {
    FIELD(late_detail, accepted,               REQUIRED),
    FIELD(late_detail, limbs,                  OPTIONAL, .object = &limbs_body),
    FIELD(late_detail, adjustments_considered, NULLABLE, .longest = 5000, .may_be_blank = true),
};
static const struct field extension_fields[] = {
    FIELD(extension_detail, stage,      REQUIRED, .least = 1, .most = 1),
    FIELD(extension_detail, new_due_on, REQUIRED),
    FIELD(extension_detail, ground,     REQUIRED, .longest = 40, .fits = is_code,
          .expected = "a code of lower-case letters, such as `complex`"),
};
static const struct field agreement_fields[] = {
    FIELD(agreement_detail, agreed, REQUIRED),
};
static const struct field later_start_fields[] = {
    FIELD(later_start_detail, agreed,   REQUIRED),
    FIELD(later_start_detail, start_on, NULLABLE),
};
static const struct field correction_fields[] = {
    FIELD(correction_detail, fact,   REQUIRED, .codes = &fact_codes),
    FIELD(correction_detail, value,  REQUIRED, .longest = 64),
    FIELD(correction_detail, notice, OPTIONAL),
    FIELD(correction_detail, request, OPTIONAL),
};
static const struct body classify_body = BODY(classify_detail, classify_fields);
static const struct body proposal_body = BODY(proposal_detail, proposal_fields);
static const struct body route_body = BODY(route_detail, route_fields);
static const struct body interest_body = BODY(interest_detail, interest_fields);
static const struct body late_body = BODY(late_detail, late_fields);
static const struct body extension_body = BODY(extension_detail, extension_fields);
static const struct body agreement_body = BODY(agreement_detail, agreement_fields);
static const struct body later_start_body = BODY(later_start_detail, later_start_fields);
static const struct body correction_body = BODY(correction_detail, correction_fields);

static const struct body_case detail_cases[] = {
    {"classify",            &classify_body,    true},
    {"proposal",            &proposal_body,    true},
    {"route",               &route_body,       true},
    {"sufficient_interest", &interest_body,    true},
    {"late_complaint",      &late_body,        true},
    {"extension",           &extension_body,   true},
    {"skip_stage_1",        &agreement_body,   true},
    {"later_start",         &later_start_body, true},
    {"correction",          &correction_body,  true},
    {NULL, NULL, false},
};

static const struct field decision_fields[] = {
    FIELD(decision_new, kind,          REQUIRED, .codes = &decision_kind_codes),
    FIELD(decision_new, decided_on,    OPTIONAL),
    FIELD(decision_new, reasons,       REQUIRED, .longest = 20000, .may_be_blank = true),
    FIELD(decision_new, points,        OPTIONAL, .least = 1, .most = POINTS_MAX),
    FIELD(decision_new, evidence,      OPTIONAL, .longest = 2000),
    FIELD(decision_new, in_answer_to,  OPTIONAL),
    FIELD(decision_new, supersedes,    OPTIONAL),
    FIELD(decision_new, second_person, NULLABLE, .longest = 255),
    FIELD(decision_new, detail,        OPTIONAL, .by = "kind", .cases = detail_cases),
    FIELD_AS(decision_new, detail_text, "detail", OPTIONAL, .longest = 400000),
};
const struct body decision_body = BODY(decision_new, decision_fields);
/* clang-format on */
