/* The procedure in force on a day: the law's limits beside the council's, the rules with their sources, the council's names
 * for things, and whom to ring. Public; the same for everybody who asks for the council. */
#include <string.h>

#include <jansson.h>

#include "api/exchange.h"
#include "domain/limits.h"
#include "domain/policy.h"
#include "domain/procedure.h"
#include "procedure_tables.h"
#include "store/policy_store.h"

/* The policy's key for each limit's length; what has none is counted in years, or has no length. */
static const char *const keys[LIMIT_COUNT] = {
    [LIMIT_ACKNOWLEDGE] = "ack.days",
    [LIMIT_NAME_HANDLER] = "handler_notice.days",
    [LIMIT_DECIDE_INTEREST] = "interest.days",
    [LIMIT_EARLY_RESOLUTION] = "early.days",
    [LIMIT_STAGE_1] = "stage1.days",
    [LIMIT_RESOLUTION_TERMS] = "terms.days",
    [LIMIT_ASK_STAGE_2] = "stage2.request_window",
    [LIMIT_WRITTEN_RECORD] = "record.days",
    [LIMIT_STAGE_2] = "stage2.days",
    [LIMIT_STAGE_2_ABSOLUTE] = "stage2.max_days",
    [LIMIT_ASK_STAGE_3] = "stage3.window_days",
    [LIMIT_ACKNOWLEDGE_STAGE_3] = "stage3.ack_days",
    [LIMIT_APPOINT_CHAIR] = "panel.chair_days",
    [LIMIT_TELL_OF_PANEL] = "panel.notice_days",
    [LIMIT_SEND_PAPERS] = "panel.papers_days",
    [LIMIT_PANEL_MEETS] = "panel.meet_days",
    [LIMIT_PANEL_REPORT] = "panel.report_days",
    [LIMIT_FINAL_RESPONSE] = "stage3.response_days",
    [LIMIT_UPDATE] = "update.every_days",
};

/* ---- Limits ----------------------------------------------------------------------------------------- */

/* What the service works to where neither law nor policy names a length (rulebook 3.4, L8 and L25). */
static int days_usual(enum limit limit)
{
    const struct policy statutory = policy_statutory();

    if (limit == LIMIT_WRITTEN_RECORD)
        return statutory.record_days;
    return limit == LIMIT_UPDATE ? statutory.update_days : DAYS_NONE;
}

/* What the policy names, where it names a length. */
static int days_of_policy(const json_t *effective, enum limit limit)
{
    const json_t *days = keys[limit] ? json_object_get(effective, keys[limit]) : NULL;

    return json_is_integer(days) ? (int)json_integer_value(days) : DAYS_NONE;
}

static int days_of_law(const struct limit_rule *rule)
{
    const struct policy_key *key = keys[rule->limit] ? policy_key_find(keys[rule->limit]) : NULL;

    if (rule->statutory_days != DAYS_NONE)
        return rule->statutory_days;
    return key && key->law.kind == VALUE_DAYS ? key->law.days : days_usual(rule->limit);
}

static void days_write(struct writer *answer, const char *member, int days)
{
    write_member(answer, member);
    if (days == DAYS_NONE)
        write_null(answer);
    else
        write_number(answer, days);
}

static void limit_write(struct writer *answer, const struct limit_rule *rule,
                        const json_t *effective)
{
    const int policy = days_of_policy(effective, rule->limit);

    write_object(answer);
    write_member_text(answer, "code", rule->number);
    write_member_text(answer, "kind", code_text(&limit_codes, (int)rule->limit));
    days_write(answer, "stage", rule->stage ? rule->stage : DAYS_NONE);
    days_write(answer, "statutory_working_days", rule->statutory_days);
    days_write(answer, "policy_working_days", policy);
    days_write(answer, "working_days", policy != DAYS_NONE ? policy : days_of_law(rule));
    days_write(answer, "ceiling_working_days", rule->ceiling_days);
    write_member_text(answer, "runs_from", rule->start_event);
    write_member_text(answer, "source", rule->source);
    write_member_text(answer, "text", rule->text);
    write_object_end(answer);
}

static void limits_write(struct writer *answer, const char *effective_text)
{
    json_auto_t *effective = json_loads(effective_text, 0, NULL);

    write_member(answer, "limits");
    write_array(answer);
    for (int limit = LIMIT_NONE + 1; limit < LIMIT_COUNT; limit++)
        limit_write(answer, limit_rule((enum limit)limit), effective);
    write_array_end(answer);
}

/* ---- Rules ------------------------------------------------------------------------------------------ */

static void rules_write(struct writer *answer)
{
    write_member(answer, "rules");
    write_array(answer);
    for (size_t i = 0; i < procedure_rule_count; i++) {
        const struct rule *rule = &procedure_rules[i];

        write_object(answer);
        write_member_text(answer, "number", rule->number);
        write_member_text(answer, "act", code_text(&act_kind_codes, (int)rule->act));
        write_member_text(answer, "source", rule->source);
        write_member_text(answer, "text", rule->text);
        write_object_end(answer);
    }
    write_array_end(answer);
}

/* The council's names for things, alone and in the tables of what they name. */
static void names_write(struct writer *answer, const char *labels_text)
{
    json_auto_t *labels = json_loads(labels_text, 0, NULL);

    write_member(answer, "labels");
    write_json(answer, labels_text);
    write_procedure_tables(answer, labels);
}

/* ---- Whom to ring ----------------------------------------------------------------------------------- */

/* The bodies of the whole country to which a point may be routed (rulebook 1.3); a policy may say more of each, and
 * name others. */
static const struct body_elsewhere {
    const char *code;
    const char *name;
    const char *url;
} bodies_elsewhere[] = {
    {"court", "The court that is dealing with the case", NULL},
    {"ico", "Information Commissioner's Office", "https://ico.org.uk"},
    {"independent_review_mechanism", "Independent Review Mechanism", NULL},
    {"ofsted", "Ofsted", "https://www.gov.uk/government/organisations/ofsted"},
    {"safeguarding_partnership", "The local safeguarding partnership", NULL},
    {"school", "The school", NULL},
    {"send_tribunal", "First-tier Tribunal (Special Educational Needs and Disability)", NULL},
};
static const struct body_elsewhere ombudsman = {
    "ombudsman", "Local Government and Social Care Ombudsman", "https://www.lgo.org.uk"};

static const char *said(const json_t *ways, const char *member, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(ways, member));

    return text ? text : otherwise;
}

/* Ways to reach somebody, as the policy says, with what is known of them anyway. */
static void contact_write(struct writer *answer, const json_t *ways, const char *name,
                          const char *url)
{
    static const char *const members[] = {"email", "phone", "address", "text"};

    write_object(answer);
    write_member_text(answer, "name", said(ways, "name", name));
    for (size_t i = 0; i < COUNT(members); i++)
        if (said(ways, members[i], NULL))
            write_member_text(answer, members[i], said(ways, members[i], NULL));
    if (said(ways, "url", url))
        write_member_text(answer, "url", said(ways, "url", url));
    write_object_end(answer);
}

static void contact_member(struct writer *answer, const char *member, const char *ways_text,
                           const char *name, const char *url)
{
    json_auto_t *ways = json_loads(ways_text, 0, NULL);

    write_member(answer, member);
    contact_write(answer, ways, name, url);
}

static bool is_elsewhere(const char *code)
{
    for (size_t i = 0; i < COUNT(bodies_elsewhere); i++)
        if (strcmp(bodies_elsewhere[i].code, code) == 0)
            return true;
    return false;
}

static void bodies_write(struct writer *answer, const char *bodies_text)
{
    json_auto_t *bodies = json_loads(bodies_text, 0, NULL);
    const char *code;
    json_t *ways;

    write_member(answer, "bodies");
    write_object(answer);
    for (size_t i = 0; i < COUNT(bodies_elsewhere); i++) {
        const struct body_elsewhere *body = &bodies_elsewhere[i];

        write_member(answer, body->code);
        contact_write(answer, json_object_get(bodies, body->code), body->name, body->url);
    }
    json_object_foreach (bodies, code, ways) {
        if (is_elsewhere(code))
            continue;
        write_member(answer, code);
        contact_write(answer, ways, NULL, NULL);
    }
    write_object_end(answer);
}

static void contacts_write(struct exchange *x, const struct procedure_words *words)
{
    struct writer *answer = &x->answer;

    write_member(answer, "contacts");
    write_object(answer);
    contact_member(answer, "council", words->council, x->council.name, NULL);
    contact_member(answer, "advocacy_provider", words->advocacy, words->advocacy_provider, NULL);
    contact_member(answer, "ombudsman", words->ombudsman, ombudsman.name, ombudsman.url);
    bodies_write(answer, words->bodies);
    write_object_end(answer);
}

/* ---- The page --------------------------------------------------------------------------------------- */

static void council_write(struct writer *answer, const struct tenant *council)
{
    write_member(answer, "council");
    write_object(answer);
    write_member_id(answer, "id", council->id);
    write_member_text(answer, "slug", council->slug);
    write_member_text(answer, "code", council->code);
    write_member_text(answer, "name", council->name);
    write_member_flag(answer, "sandbox", council->sandbox);
    write_object_end(answer);
}

static enum problem procedure_show(struct exchange *x)
{
    struct date day = parameter_date(x, "on");
    struct procedure_words words;
    struct writer *answer = &x->answer;

    if (id_none(x->council.id)) {
        fault_add(&x->faults, (struct body_fault){.parameter = "council",
                                                  .code = "missing",
                                                  .detail = "Name the council, or send a token."});
        return PROBLEM_VALIDATION_FAILED;
    }
    if (date_none(day))
        day = x->today;
    store_procedure_words(x->store, x->council.id, day);
    TRY(store_procedure_words_collect(x->store, x->arena, &words));
    write_object(answer);
    write_member_date(answer, "on", day);
    council_write(answer, &x->council);
    days_write(answer, "policy_version", words.version ? words.version : DAYS_NONE);
    limits_write(answer, words.effective);
    rules_write(answer);
    names_write(answer, words.labels);
    write_member_text(answer, "informal_first", words.informal_first);
    contacts_write(x, &words);
    write_object_end(answer);
    return NO_PROBLEM;
}

/* clang-format off */
enum { SLUG_LONGEST = 63 };

static const struct parameter procedure_parameters[] = {
    {.name = "council", .kind = PARAMETER_TEXT, .longest = SLUG_LONGEST},
    {.name = "on",      .kind = PARAMETER_DATE},
    {0},
};

extern const struct route_row procedure_page_routes[];
const struct route_row procedure_page_routes[] = {
    ROUTE(GET, "/v1/procedure", procedure_show, .parameters = procedure_parameters,
          .flags = ROUTE_COUNCIL_ASKED | ROUTE_CACHEABLE | ROUTE_OPEN_TO_PAGES),
    {0},
};
/* clang-format on */
