/* requests.c - what the complainant or the advocate asks, orally or in writing (api.md 5). A request never needs a form
 * or reasons, nor If-Match: a right must not fail on a colleague's edit. Staff may key what was said to them and then
 * name who said it; without a name it is the staff's own act, and the law says which of those there can be. */
#include <string.h>

#include "addressing.h"
#include "api/case.h"
#include "api/page.h"
#include "request_kinds.h"
#include "store/decision_store.h"
#include "store/request_store.h"
#include "store/tenant_store.h"

#define TEXT(name, text) text,
static const char *const request_kind_texts[] = {NULL, REQUEST_KINDS(TEXT)};
const struct codes request_kind_codes = {request_kind_texts, COUNT(request_kind_texts)};

static const char *const stage_1_proposal_texts[] = {NULL, "early_resolution", "skip_stage_1"};
const struct codes stage_1_proposal_codes = {stage_1_proposal_texts, COUNT(stage_1_proposal_texts)};

/* ---- The body --------------------------------------------------------------------------------------- */

struct later_start_asked {
    struct date start_on;
    const char *reasons;
};

struct answer_given {
    enum proposal of; /* the first two of proposal_codes */
    bool agree;
    struct id proposal;
};

struct withdrawal {
    struct numbers points;
    struct id request;
};

struct request_new {
    enum request_kind kind;
    struct date made_on;
    struct date received_on;
    const char *made_by;
    enum form form;
    const char *words;
    const void *detail; /* of the kind */
    struct json_value detail_text;
};

/* clang-format off */
static const struct field later_start_fields[] = {
    FIELD(later_start_asked, start_on, REQUIRED),
    FIELD(later_start_asked, reasons,  NULLABLE, .longest = 5000, .may_be_blank = true),
};
static const struct field answer_fields[] = {
    FIELD(answer_given, of,       REQUIRED, .codes = &stage_1_proposal_codes),
    FIELD(answer_given, agree,    REQUIRED),
    FIELD(answer_given, proposal, OPTIONAL),
};
static const struct field withdrawal_fields[] = {
    FIELD(withdrawal, points,  OPTIONAL, .least = 1, .most = POINTS_MAX),
    FIELD(withdrawal, request, OPTIONAL),
};
static const struct body no_detail_body = {.size = 1};
static const struct body later_start_body = BODY(later_start_asked, later_start_fields);
static const struct body answer_body = BODY(answer_given, answer_fields);
static const struct body withdrawal_body = BODY(withdrawal, withdrawal_fields);

static const struct body_case detail_cases[] = {
    {"advocate",              &no_detail_body,   false},
    {"later_start",           &later_start_body, true},
    {"try_early_resolution",  &no_detail_body,   false},
    {"stop_early_resolution", &no_detail_body,   false},
    {"skip_stage_1",          &no_detail_body,   false},
    {"accept_outcome",        &no_detail_body,   false},
    {"answer",                &answer_body,      true},
    {"stage_2",               &no_detail_body,   false},
    {"withdraw",              &withdrawal_body,  false},
    {NULL, NULL, false},
};

static const struct field request_fields[] = {
    FIELD(request_new, kind,        REQUIRED, .codes = &request_kind_codes),
    FIELD(request_new, made_on,     OPTIONAL),
    FIELD(request_new, received_on, OPTIONAL),
    FIELD(request_new, made_by,     OPTIONAL, .fits = participant_named, .expected = PARTICIPANT_NAMED),
    FIELD(request_new, form,        OPTIONAL, .codes = &form_codes),
    FIELD(request_new, words,       NULLABLE, .longest = 50000, .may_be_blank = true),
    FIELD(request_new, detail,      OPTIONAL, .by = "kind", .cases = detail_cases),
    FIELD_AS(request_new, detail_text, "detail", OPTIONAL, .longest = 20000),
};
static const struct body request_body = BODY(request_new, request_fields);
/* clang-format on */

/* ---- Ask -------------------------------------------------------------------------------------------- */

/* Everything that was found out before the procedure is asked. */
struct asking {
    const struct request_new *body;
    struct case_file file;
    struct id maker; /* participant; none: the caller, or nobody whom the case knows by name */
    struct act act;
    struct request_found taken_back; /* a request that this one takes back; act 0: none */
};

/* Whose request is recorded (`made_by`). A complainant may be said to have asked even where the case holds no person
 * for them: the right does not hang on the bookkeeping. */
static enum problem maker_find(struct exchange *x, const struct addressees *people,
                               struct asking *asking)
{
    const char *name = asking->body->made_by;
    const struct addressee *maker;

    if (!name)
        return NO_PROBLEM;
    if (!role_is_councils(x->role))
        return fault(x, "/made_by", "not_yours",
                     "Only the council records what somebody else asked.");
    if (strcmp(name, "complainant") == 0 && !addressee_in_role(people, ROLE_COMPLAINANT)) {
        asking->act.by = ROLE_COMPLAINANT;
        return NO_PROBLEM;
    }
    TRY(addressee_find(x, people, name, "/made_by", &maker));
    asking->maker = maker->id;
    asking->act.by = maker->role;
    return NO_PROBLEM;
}

/* The request that a withdrawal names must be one of this complaint, and wait. */
static enum problem taken_back_find(struct exchange *x, struct asking *asking)
{
    const struct withdrawal *withdrawal = asking->body->detail;

    if (asking->body->kind != REQUEST_KIND_WITHDRAW || id_none(withdrawal->request))
        return NO_PROBLEM;
    if (withdrawal->points.count > 0)
        return fault(x, "/detail/request", "one_of",
                     "Withdraw points, or take a request back: not both at once.");
    store_request_find(x->store, x->council.id, asking->file.complaint, withdrawal->request);
    if (store_request_found(x->store, x->arena, &asking->taken_back) != NO_PROBLEM)
        return fault(x, "/detail/request", "not_a_request", "This complaint has no such request.");
    if (!asking->taken_back.open)
        return fault(
            x, "/detail/request", "not_waiting",
            "That request does not wait any more: it took effect, was answered or was taken back.");
    return NO_PROBLEM;
}

/* An answer may name the proposal that it answers; it must then be one, and of the same kind. */
static enum problem proposal_check(struct exchange *x, const struct asking *asking)
{
    const struct answer_given *answer = asking->body->detail;
    struct decision_found proposal;

    if (asking->body->kind != REQUEST_KIND_ANSWER || id_none(answer->proposal))
        return NO_PROBLEM;
    store_decision_find(x->store, x->council.id, asking->file.complaint, answer->proposal);
    if (store_decision_found(x->store, x->arena, &proposal) != NO_PROBLEM ||
        strcmp(proposal.kind, "proposal") != 0 || proposal.of != answer->of)
        return fault(x, "/detail/proposal", "not_a_proposal",
                     "The council has made no such proposal here.");
    return NO_PROBLEM;
}

/* Of several complainants perhaps only some may withdraw (`may_withdraw`); where none may the right is everybody's, and an
 * advocate's it is always (reg. 7(1)). */
static bool may_withdraw(const struct addressees *people, struct id maker, enum role role)
{
    bool somebody_may = false;
    bool maker_may = false;

    for (size_t i = 0; i < people->count; i++) {
        const struct addressee *one = &people->items[i];
        bool makes = id_none(maker) ? one->mine && one->role == role : id_same(one->id, maker);

        if (one->role != ROLE_COMPLAINANT && one->role != ROLE_REPRESENTATIVE)
            continue;
        somebody_may = somebody_may || one->may_withdraw;
        maker_may = maker_may || (makes && one->may_withdraw);
    }
    return maker_may || !somebody_may || (role != ROLE_COMPLAINANT && role != ROLE_REPRESENTATIVE);
}

static void withdrawal_check(struct exchange *x, const struct addressees *people,
                             const struct asking *asking)
{
    enum role role = asking->act.by ? asking->act.by : x->role;
    bool named = asking->body->made_by && id_none(asking->maker); /* nobody whom the case knows */

    if (asking->body->kind == REQUEST_KIND_WITHDRAW && asking->taken_back.act == 0 && !named &&
        !may_withdraw(people, asking->maker, role))
        case_violates(x, VIOLATION_ROLE_MAY_NOT, "");
}

/* Who takes part matters only where somebody else is named, or where not everybody may ask. */
static bool people_matter(const struct asking *asking)
{
    return asking->body->made_by || asking->body->kind == REQUEST_KIND_WITHDRAW;
}

static enum problem asking_open(struct exchange *x, struct asking *asking)
{
    struct addressees people = {.count = 0};

    asking->body = x->body;
    TRY(case_open(x, path_id(x, "complaint_id"), &asking->file));
    if (people_matter(asking)) {
        store_addressees(x->store, x->council.id, asking->file.complaint, x->today);
        TRY(store_addressees_collect(x->store, x->arena, &people));
    }
    TRY(maker_find(x, &people, asking));
    TRY(taken_back_find(x, asking));
    TRY(proposal_check(x, asking));
    withdrawal_check(x, &people, asking);
    return NO_PROBLEM;
}

/* ---- Decide ----------------------------------------------------------------------------------------- */

static enum act_kind act_of_kind(enum request_kind kind)
{
    static const enum act_kind acts[REQUEST_KIND_COUNT] = {
        [REQUEST_KIND_ADVOCATE] = ACT_ASK_ADVOCATE,
        [REQUEST_KIND_LATER_START] = ACT_ASK_LATER_START,
        [REQUEST_KIND_TRY_EARLY] = ACT_TRY_EARLY,
        [REQUEST_KIND_STOP_EARLY] = ACT_STOP_EARLY,
        [REQUEST_KIND_SKIP] = ACT_ASK_SKIP,
        [REQUEST_KIND_ACCEPT_OUTCOME] = ACT_ACCEPT_OUTCOME,
        [REQUEST_KIND_ANSWER] = ACT_ANSWER,
        [REQUEST_KIND_STAGE_2] = ACT_ASK_STAGE_2,
        [REQUEST_KIND_WITHDRAW] = ACT_WITHDRAW,
    };

    return acts[kind];
}

static void withdrawal_act(const struct asking *asking, struct act *act)
{
    const struct withdrawal *withdrawal = asking->body->detail;

    act->points = points_mask(withdrawal->points.items, withdrawal->points.count);
    if (asking->taken_back.act == 0)
        return;
    act->kind = strcmp(asking->taken_back.kind, "withdraw") == 0 ? ACT_ASK_WITHDRAWAL_BACK
                                                                 : ACT_WITHDRAW_REQUEST;
    act->corrects = asking->taken_back.act;
}

static void asking_act(struct asking *asking, struct id request)
{
    const struct request_new *body = asking->body;
    struct act *act = &asking->act;

    act->kind = act_of_kind(body->kind);
    act->form = body->form ? body->form : FORM_WRITTEN;
    act->subject = request;
    if (body->kind == REQUEST_KIND_LATER_START)
        act->until = ((const struct later_start_asked *)body->detail)->start_on;
    if (body->kind == REQUEST_KIND_ANSWER) {
        act->of = ((const struct answer_given *)body->detail)->of;
        act->agreed = ((const struct answer_given *)body->detail)->agree;
    }
    if (body->kind == REQUEST_KIND_WITHDRAW)
        withdrawal_act(asking, act);
}

/* ---- Write ------------------------------------------------------------------------------------------ */

/* Does it wait for an agreement, a confirmation, or the first day on which it may take effect? */
static enum request_status status_after(const struct asking *asking)
{
    const struct standing *now = &asking->file.now;
    bool waits = false;

    if (asking->act.kind == ACT_ASK_LATER_START)
        waits = now->later_start_asked;
    else if (asking->act.kind == ACT_ASK_SKIP)
        waits = now->skip_asked;
    else if (asking->act.kind == ACT_ASK_STAGE_2)
        waits = now->stage_2_asked;
    else if (asking->act.kind == ACT_WITHDRAW)
        waits = now->withdrawal_pending;
    return waits ? REQUEST_OPEN : REQUEST_DONE;
}

static int stage_of_phase(enum phase phase)
{
    return phase == PHASE_STAGE_1 ? 1 : phase == PHASE_STAGE_2 ? 2 : phase == PHASE_STAGE_3 ? 3 : 0;
}

static void asking_write(struct exchange *x, struct asking *asking)
{
    const struct withdrawal *withdrawal = asking->body->detail;
    bool of_points = asking->body->kind == REQUEST_KIND_WITHDRAW;

    store_request_add(x->store, x->council.id,
                      &(struct request_row){
                          .id = asking->act.subject,
                          .complaint = asking->file.complaint,
                          .kind = code_text(&request_kind_codes, (int)asking->body->kind),
                          .status = status_after(asking),
                          .made_on = asking->act.on,
                          .received_on = asking->act.received_on,
                          .made_by = asking->maker,
                          .made_by_role = asking->act.by,
                          .form = asking->act.form,
                          .words = asking->body->words,
                          .points = of_points ? withdrawal->points.items : NULL,
                          .point_count = of_points ? withdrawal->points.count : 0,
                          .detail = asking->body->detail_text.text,
                          .stage = stage_of_phase(asking->file.before.phase),
                          .act = asking->act.number,
                          .recorded_by = x->visitor.actor,
                          .recorded_by_role = x->role,
                      });
    if (asking->taken_back.act != 0)
        store_request_end(x->store, x->council.id, asking->file.complaint, asking->taken_back.id,
                          REQUEST_WITHDRAWN);
    if (asking->act.kind == ACT_ASK_ADVOCATE)
        store_advocacy_asked(x->store, x->council.id, id_new(x->now), asking->file.complaint,
                             &asking->act);
}

static enum problem asking_written(struct exchange *x, const struct asking *asking)
{
    TRY(store_done(x->store, true));
    if (asking->taken_back.act != 0)
        TRY(store_done(x->store, true));
    if (asking->act.kind == ACT_ASK_ADVOCATE)
        TRY(store_done(x->store, false));
    return case_recorded(x, &asking->file);
}

static enum problem request_create(struct exchange *x)
{
    struct asking asking = {0};

    TRY(asking_open(x, &asking));
    asking_act(&asking, id_new(x->now));
    TRY(act_dates(x, "made_on", asking.body->made_on, "received_on", asking.body->received_on,
                  &asking.act));
    TRY(case_decide(x, &asking.file, &asking.act));
    asking_write(x, &asking);
    case_record(x, &asking.file);
    store_request_show(x->store, x->council.id, asking.file.complaint, asking.act.subject,
                       x->today);
    exchange_commit(x);
    TRY(asking_written(x, &asking));
    etag_set(x, asking.file.version + 1);
    answer_located(x, arena_print(x->arena, "/v1/complaints/%s/requests/%s",
                                  asking.file.complaint.text, asking.act.subject.text));
    return write_collected(&x->answer, x->store);
}

/* ---- Read ------------------------------------------------------------------------------------------- */

static enum problem requests_list(struct exchange *x)
{
    static const enum key_kind by_act[] = {KEY_NUMBER};
    struct id complaint = path_id(x, "complaint_id");
    struct page page;
    long version;

    TRY(page_open(x, by_act, COUNT(by_act), &page));
    store_case_version(x->store, x->council.id, complaint);
    store_request_list(x->store, x->council.id, complaint, parameter_array(x, "kind"), page.key[0],
                       page.rows, x->today);
    TRY(store_case_version_found(x->store, &version));
    return page_answer(x, &page);
}

static enum problem request_show(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");
    long version;

    store_case_version(x->store, x->council.id, complaint);
    store_request_show(x->store, x->council.id, complaint, path_id(x, "request_id"), x->today);
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
    {.name = "kind", .kind = PARAMETER_CODES, .codes = &request_kind_codes},
    {0},
};

const struct route_row requests_routes[] = {
    ROUTE(GET,  "/v1/complaints/:complaint_id/requests", requests_list, .scopes = NEEDS(COMPLAINTS_READ),
          .may = MAY_READ, .parameters = list_parameters),
    ROUTE(POST, "/v1/complaints/:complaint_id/requests", request_create, .scopes = NEEDS(COMPLAINTS_SUBMIT) | NEEDS(COMPLAINTS_WRITE),
          .may = MAY_COUNCIL | MAY(STAGE1_HANDLER) | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE),
          .body = &request_body, .status = 201),
    ROUTE(GET,  "/v1/complaints/:complaint_id/requests/:request_id", request_show, .scopes = NEEDS(COMPLAINTS_READ),
          .may = MAY_READ),
    {0},
};
/* clang-format on */
