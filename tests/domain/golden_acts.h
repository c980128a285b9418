/* The acts of the golden scenarios as acts of the procedure, with what the checks beside it say to them. */
#ifndef HEARD_TESTS_DOMAIN_GOLDEN_ACTS_H
#define HEARD_TESTS_DOMAIN_GOLDEN_ACTS_H

#include "given.h"

#include "domain/advocate.h"
#include "domain/independence.h"
#include "domain/particulars.h"

enum {
    COMPLAINTS = 2
};

struct scenario {
    const char *id;
    const char *policy;
    const json_t *json;
    struct told told[COMPLAINTS];
    struct calendar calendar;
    struct holiday holidays[GIVEN_HOLIDAYS];
};

static const char *text(const json_t *json, const char *member)
{
    return json_string_value(json_object_get(json, member));
}

static inline bool yes(const json_t *json, const char *member)
{
    return json_is_true(json_object_get(json, member));
}

static inline struct date day(const json_t *json, const char *member)
{
    return given_date(text(json, member));
}

static inline int code(const struct codes *codes, const char *word)
{
    const int found = code_find(codes, word);

    if (word && found == 0)
        fail_msg("%s is no code", word);
    return found;
}

static inline struct date instant_day(const char *instant)
{
    struct date date = {0};
    int hours;
    int minutes;

    assert_true(date_parse(instant, 10, &date));
    hours = (instant[11] - '0') * 10 + (instant[12] - '0');
    minutes = (instant[14] - '0') * 10 + (instant[15] - '0');
    return date_in_london((((int64_t)date_number(date) * 24 + hours) * 60 + minutes) * 60000);
}

static inline uint64_t mask_of(const json_t *points)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < json_array_size(points); i++)
        mask |= UINT64_C(1) << (json_integer_value(json_array_get(points, i)) - 1);
    return mask;
}

static inline void complain(const struct scenario *scenario, const json_t *detail, struct act *act)
{
    const size_t points = json_array_size(json_object_get(detail, "points"));

    act->kind = ACT_COMPLAIN;
    act->capacity = (enum capacity)code(&capacity_codes, text(scenario->json, "capacity"));
    act->form = (enum form)code(&form_codes, text(scenario->json, "form"));
    act->anonymity = (enum anonymity)code(&anonymity_codes, text(detail, "anonymity"));
    act->until = day(detail, "grounds_arose_on");
    act->points = points == 0 ? 0 : (UINT64_C(1) << points) - 1;
}

static inline bool request(const char *kind, const json_t *detail, struct act *act)
{
    static const struct {
        const char *kind;
        enum act_kind act;
    } kinds[] = {
        {"advocate", ACT_ASK_ADVOCATE},
        {"later_start", ACT_ASK_LATER_START},
        {"try_early_resolution", ACT_TRY_EARLY},
        {"stop_early_resolution", ACT_STOP_EARLY},
        {"skip_stage_1", ACT_ASK_SKIP},
        {"accept_outcome", ACT_ACCEPT_OUTCOME},
        {"answer", ACT_ANSWER},
        {"stage_2", ACT_ASK_STAGE_2},
        {"withdraw", ACT_WITHDRAW},
    };

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            act->kind = kinds[i].act;
    act->until = day(detail, "start_on");
    act->of = (enum proposal)code(&proposal_codes, text(detail, "of"));
    act->agreed = yes(detail, "agree");
    act->form = (enum form)code(&form_codes, text(detail, "form"));
    return act->kind != ACT_NONE;
}

static inline bool decision(const char *kind, const json_t *detail, struct act *act)
{
    static const struct {
        const char *kind;
        enum act_kind act;
    } kinds[] = {
        {"classify", ACT_CLASSIFY},
        {"proposal", ACT_PROPOSE},
        {"route", ACT_ROUTE},
        {"sufficient_interest", ACT_DECIDE_INTEREST},
        {"late_complaint", ACT_DECIDE_LATE},
        {"extension", ACT_EXTEND},
        {"skip_stage_1", ACT_DECIDE_SKIP},
        {"later_start", ACT_DECIDE_LATER_START},
    };

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            act->kind = kinds[i].act;
    act->agreed = yes(detail, "accepted") || yes(detail, "agreed");
    act->stage = (int)json_integer_value(json_object_get(detail, "stage"));
    act->until = act->kind == ACT_EXTEND ? day(detail, "new_due_on") : day(detail, "start_on");
    act->ground =
        (enum ground)code_find(&ground_codes, text(detail, "ground")); /* `staff_absence` is none */
    act->of = (enum proposal)code(&proposal_codes, text(detail, "of"));
    act->route = (enum route)code(&route_codes, text(detail, "procedure"));
    act->points = mask_of(json_object_get(detail, "points"));
    return act->kind != ACT_NONE;
}

static inline void finding(const json_t *detail, struct act *act)
{
    static const char letters[RESULT_COUNT] = {'-', 'u', 'p', 'n', 'x'};
    const char *number;
    json_t *result;

    act->kind = ACT_FIND;
    act->role = act->by;
    act->stage = (int)json_integer_value(json_object_get(detail, "stage"));
    json_object_foreach (json_object_get(detail, "results"), number, result) {
        const int point = atoi(number);

        for (int i = 0; i < point; i++)
            if (act->findings[i] == '\0')
                act->findings[i] = '-';
        act->findings[point - 1] = letters[code(&result_codes, json_string_value(result))];
    }
}

static inline void appointment(const char *role, const json_t *detail, struct act *act,
                               struct violations *violations)
{
    static const char *const ties[] = {"subject", "manages_subject", "manages_service",
                                       "controls_resources", "considers_for_the_council"};
    const json_t *declared = json_object_get(detail, "declarations");
    const char *authority = text(detail, "relation_to_authority");
    const char *tie = text(detail, "relation_to_case");

    act->kind = ACT_APPOINT;
    act->role = (enum role)code(&role_codes, role);
    if (act->role == ROLE_ADVOCATE) {
        enum declared answers[COUNT(ties)];

        for (size_t i = 0; i < COUNT(ties); i++) {
            const json_t *answer = json_object_get(declared, ties[i]);

            answers[i] = answer ? (json_is_true(answer) ? DECLARED_YES : DECLARED_NO) : UNDECLARED;
        }
        act->kind = ACT_APPOINT_ADVOCATE;
        advocate_check(&(struct advocate_declarations){answers[0], answers[1], answers[2],
                                                       answers[3], answers[4]},
                       violations);
        return;
    }
    independence_check(
        &(struct candidate){act->role, (enum authority_tie)code(&authority_tie_codes, authority),
                            (enum case_tie)code(&case_tie_codes, tie)},
        violations);
}

/* Translate one act; false when it is a milestone that the procedure does not know, and must not. */
static inline bool translate(const struct scenario *scenario, const json_t *json, struct act *act,
                             struct violations *violations)
{
    const char *name = text(json, "act");
    const json_t *detail = json_object_get(json, "detail");
    const json_t *limbs = json_object_get(detail, "limbs");

    act->on = json_object_get(json, "at") ? instant_day(text(json, "at")) : day(json, "on");
    act->by = (enum role)code(&role_codes, text(json, "by"));
    if (strcmp(name, "complain") == 0)
        complain(scenario, detail, act);
    else if (strncmp(name, "request:", 8) == 0)
        assert_true(request(name + 8, detail, act));
    else if (strncmp(name, "decide:", 7) == 0)
        assert_true(decision(name + 7, detail, act));
    else if (strncmp(name, "appoint:", 8) == 0)
        appointment(name + 8, detail, act, violations);
    else if (strcmp(name, "finding") == 0)
        finding(detail, act);
    else if (strcmp(name, "record_finalised") == 0) {
        act->kind = ACT_FINALISE_RECORD;
        act->until = day(detail, "comments_invited_on");
    } else if (strncmp(name, "notice:", 7) == 0 || strcmp(name, "delivery_mark") == 0) {
        act->kind = name[0] == 'n' ? ACT_SEND_NOTICE : ACT_RECEIVE_NOTICE;
        act->notice =
            (enum notice)code(&notice_codes, name[0] == 'n' ? name + 7 : text(detail, "notice"));
        act->channel = (enum channel)code(&channel_codes, text(detail, "channel"));
        act->stage = (int)json_integer_value(json_object_get(detail, "stage"));
        act->received_on = day(detail, "received_on");
    }
    particulars_check(
        act,
        &(struct particulars){
            .reasons = text(detail, "reasons") != NULL,
            .child_views = text(detail, "child_views") != NULL,
            .limb_reasonable = text(limbs, "not_reasonable_to_expect_earlier") != NULL,
            .limb_fair = text(limbs, "can_be_considered_fairly") != NULL,
        },
        violations);
    return act->kind != ACT_NONE;
}

#endif
