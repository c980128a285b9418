/* decisions.c - what the council decides, always with reasons (api.md 5): never edited, only superseded. There is no kind
 * that refuses stage 2, edits a date or closes a case by itself. */
#include <string.h>

#include "api/page.h"
#include "deciding.h"
#include "store/decision_store.h"
#include "store/tenant_store.h"

/* ---- Ask -------------------------------------------------------------------------------------------- */

/* The kinds of request that a kind of decision answers, as an array literal; NULL: none. A request for stage 2 that comes
 * early is a proposal to skip stage 1 (invariant 6). */
static const char *answers(enum decision_kind kind)
{
    if (kind == DECISION_KIND_SKIP)
        return "{skip_stage_1,stage_2}";
    return kind == DECISION_KIND_LATER_START ? "{later_start}" : NULL;
}

static bool answers_request(enum decision_kind kind, const char *request)
{
    if (kind == DECISION_KIND_SKIP)
        return strcmp(request, "skip_stage_1") == 0 || strcmp(request, "stage_2") == 0;
    return strcmp(request, "later_start") == 0;
}

/* The request that is answered: the one named, which must be of the right kind and wait, or else the newest that does. */
static enum problem answered_find(struct exchange *x, struct deciding *deciding)
{
    const struct decision_new *body = deciding->body;
    const char *kinds = answers(body->kind);
    bool named = !id_none(body->in_answer_to);

    if (!kinds)
        return named ? fault(x, "/in_answer_to", "answers_none",
                             "A decision of this kind answers no request.")
                     : NO_PROBLEM;
    if (!named) {
        store_request_find_open(x->store, x->council.id, deciding->file.complaint, kinds);
        if (store_request_found(x->store, x->arena, &deciding->answered) != NO_PROBLEM)
            deciding->answered =
                (struct request_found){.act = 0}; /* the procedure says that nothing waits */
        return NO_PROBLEM;
    }
    store_request_find(x->store, x->council.id, deciding->file.complaint, body->in_answer_to);
    if (store_request_found(x->store, x->arena, &deciding->answered) != NO_PROBLEM)
        return fault(x, "/in_answer_to", "not_a_request", "This complaint has no such request.");
    if (!answers_request(body->kind, deciding->answered.kind))
        return fault(x, "/in_answer_to", "other_kind",
                     "A decision of this kind answers requests of another kind.");
    if (!deciding->answered.open)
        return fault(x, "/in_answer_to", "not_waiting",
                     "That request does not wait for an answer.");
    return NO_PROBLEM;
}

/* What is replaced must be a decision of this complaint, of the same kind, and not replaced already. */
static enum problem superseded_find(struct exchange *x, const struct deciding *deciding)
{
    struct decision_found found;

    if (id_none(deciding->body->supersedes))
        return NO_PROBLEM;
    store_decision_find(x->store, x->council.id, deciding->file.complaint,
                        deciding->body->supersedes);
    if (store_decision_found(x->store, x->arena, &found) != NO_PROBLEM)
        return fault(x, "/supersedes", "not_a_decision", "This complaint has no such decision.");
    if (strcmp(found.kind, code_text(&decision_kind_codes, (int)deciding->body->kind)) != 0)
        return fault(x, "/supersedes", "other_kind",
                     "A decision is replaced by one of its own kind.");
    if (found.superseded)
        return fault(x, "/supersedes", "superseded",
                     "That decision was replaced already: name the one that replaced it.");
    return NO_PROBLEM;
}

static enum problem deciding_open(struct exchange *x, struct deciding *deciding)
{
    const char *second;

    deciding->body = x->body;
    deciding->id = id_new(x->now);
    TRY(case_open_at_version(x, path_id(x, "complaint_id"), &deciding->file));
    second = deciding->body->second_person;
    deciding->second_person = second && strcmp(second, x->actor->subject) != 0;
    TRY(answered_find(x, deciding));
    return superseded_find(x, deciding);
}

/* ---- Decide ----------------------------------------------------------------------------------------- */

static enum problem decide(struct exchange *x, struct deciding *deciding)
{
    struct act dated = {0};

    TRY(act_dates(x, "decided_on", deciding->body->decided_on, NULL, (struct date){0}, &dated));
    TRY(decision_acts(x, deciding));
    for (size_t i = 0; i < deciding->act_count; i++) {
        deciding->acts[i].on = dated.on;
        deciding->acts[i].received_on = dated.received_on;
        TRY(case_decide(x, &deciding->file, &deciding->acts[i]));
    }
    return NO_PROBLEM;
}

/* ---- Write ------------------------------------------------------------------------------------------ */

/* A no to skipping stage 1 ends a request to skip it, never one for stage 2: that waits for its first day. */
static bool ends_request(const struct deciding *deciding)
{
    if (deciding->answered.act == 0)
        return false;
    return deciding->acts[0].agreed || strcmp(deciding->answered.kind, "stage_2") != 0;
}

static size_t decision_write(struct exchange *x, const struct deciding *deciding)
{
    const struct decision_new *body = deciding->body;
    size_t queued = 1;

    store_decision_add(x->store, x->council.id,
                       &(struct decision_row){
                           .id = deciding->id,
                           .complaint = deciding->file.complaint,
                           .kind = code_text(&decision_kind_codes, (int)body->kind),
                           .decided_on = deciding->acts[0].on,
                           .decided_by_role = deciding->acts[0].by,
                           .points = body->points.items,
                           .point_count = body->points.count,
                           .reasons = body->reasons,
                           .evidence = array_of_texts(x->arena, body->evidence),
                           .detail = body->detail_text.text,
                           .in_answer_to = deciding->answered.id,
                           .supersedes = body->supersedes,
                           .second_person = body->second_person,
                           .stage = deciding->acts[0].stage,
                           .act = deciding->acts[0].number,
                           .recorded_by = x->visitor.actor,
                           .old_value = deciding->old_value,
                           .clocks = decision_clocks(x, deciding),
                       });
    if (ends_request(deciding)) {
        store_request_end(x->store, x->council.id, deciding->file.complaint, deciding->answered.id,
                          REQUEST_ANSWERED);
        queued++;
    }
    return queued + decision_effects(x, deciding);
}

static enum problem decision_create(struct exchange *x)
{
    struct deciding deciding = {0};
    size_t queued;

    TRY(deciding_open(x, &deciding));
    TRY(decide(x, &deciding));
    queued = decision_write(x, &deciding);
    case_record(x, &deciding.file);
    store_decision_show(x->store, x->council.id, deciding.file.complaint, deciding.id);
    exchange_commit(x);
    while (queued-- > 0)
        TRY(store_done(x->store, false));
    TRY(case_recorded(x, &deciding.file));
    etag_set(x, deciding.file.version + 1);
    answer_located(x, arena_print(x->arena, "/v1/complaints/%s/decisions/%s",
                                  deciding.file.complaint.text, deciding.id.text));
    return write_collected(&x->answer, x->store);
}

/* ---- Read ------------------------------------------------------------------------------------------- */

static enum problem decisions_list(struct exchange *x)
{
    static const enum key_kind by_act[] = {KEY_NUMBER};
    struct id complaint = path_id(x, "complaint_id");
    struct page page;
    long version;

    TRY(page_open(x, by_act, COUNT(by_act), &page));
    store_case_version(x->store, x->council.id, complaint);
    store_decision_list(x->store, x->council.id, complaint, parameter_array(x, "kind"), page.key[0],
                        page.rows);
    TRY(store_case_version_found(x->store, &version));
    return page_answer(x, &page);
}

static enum problem decision_show(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");
    long version;

    store_case_version(x->store, x->council.id, complaint);
    store_decision_show(x->store, x->council.id, complaint, path_id(x, "decision_id"));
    TRY(store_case_version_found(x->store, &version));
    etag_set(x, version);
    return write_collected(&x->answer, x->store);
}

/* clang-format off */
#define MAY_READ \
    (MAY_COUNCIL | MAY(STAGE1_HANDLER) | MAY(ADJUDICATING_OFFICER) | MAY(STAGE2_INVESTIGATOR) | \
     MAY(STAGE2_INDEPENDENT_PERSON) | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE) | MAY(CHILD_SUBJECT))

static const struct parameter list_parameters[] = {
    PARAMETERS_OF_PAGES,
    {.name = "kind", .kind = PARAMETER_CODES, .codes = &decision_kind_codes},
    {0},
};

const struct route_row decisions_routes[] = {
    ROUTE(GET,  "/v1/complaints/:complaint_id/decisions", decisions_list, .scopes = NEEDS(COMPLAINTS_READ),
          .may = MAY_READ, .parameters = list_parameters),
    ROUTE(POST, "/v1/complaints/:complaint_id/decisions", decision_create, .scopes = NEEDS(COMPLAINTS_DECIDE),
          .may = MAY(COMPLAINTS_MANAGER), .body = &decision_body, .status = 201, .flags = ROUTE_NEEDS_VERSION),
    ROUTE(GET,  "/v1/complaints/:complaint_id/decisions/:decision_id", decision_show, .scopes = NEEDS(COMPLAINTS_READ),
          .may = MAY_READ),
    {0},
};
/* clang-format on */
