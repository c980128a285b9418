/* Findings: one author's result for every point, with reasons (T16, rulebook 7). */
#include <string.h>

#include "register.h"
#include "stages.h"
#include "store/complaint_store.h"
#include "store/stage_store.h"

struct evidence {
    const char *title;
    const char *sha256;
    const char *address;
};

struct point_finding {
    int point;
    unsigned result;
    const char *reasons;
    struct objects evidence;
    const char *injustice;
    const char *action;
};

struct finding_new {
    struct objects points;
    struct json_value points_text;
    bool submitted;
    struct date submitted_on;
};

static enum problem findings_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");
    int stage;

    TRY(stage_of_path(x, &stage));
    store_complaint_seen(x->store, x->council.id, complaint);
    store_finding_list(x->store, x->council.id, complaint, stage);
    TRY(store_complaint_is_seen(x->store));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem finding_show(struct exchange *x)
{
    int stage;

    TRY(stage_of_path(x, &stage));
    store_finding_show(x->store, x->council.id, path_id(x, "complaint_id"), stage,
                       path_id(x, "participant_id"));
    return entry_answer(x);
}

/* ---- Writing --------------------------------------------------------------------------------------- */

static char letter_of(enum result result)
{
    static const char letters[RESULT_COUNT] = {'-', 'u', 'p', 'n', 'x'};

    return letters[result];
}

/* The results by point, one letter each, as the act has them; faults for points that are not there or named twice. */
static enum problem results_of(struct exchange *x, const struct finding_new *body, int point_count,
                               char *results)
{
    memset(results, '-', (size_t)point_count);
    results[point_count] = '\0';
    for (size_t i = 0; i < body->points.count; i++) {
        const struct point_finding *finding = OBJECT(point_finding, body->points, i);
        const char *pointer = arena_print(x->arena, "/points/%zu/point", i);

        if (finding->point > point_count)
            fault_add(&x->faults,
                      (struct body_fault){.pointer = pointer,
                                          .code = "unknown",
                                          .detail = "The complaint has no such point."});
        else if (results[finding->point - 1] != '-')
            fault_add(&x->faults, (struct body_fault){.pointer = pointer,
                                                      .code = "repeated",
                                                      .detail = "This point stands twice."});
        else
            results[finding->point - 1] = letter_of((enum result)finding->result);
    }
    return faults_found(x);
}

/* Whoever handles the stage writes their own findings; the complaints manager may key them, and decides none. */
static enum problem author_right(struct exchange *x, const struct finding_head *head)
{
    if (head->ended || head->role != ROLE_STAGE1_HANDLER)
        return fault(x, "", "not_an_author",
                     "Findings are the handler's, while they handle the stage.");
    if (x->role == ROLE_STAGE1_HANDLER && !head->own) {
        x->detail = "Only the author writes their findings.";
        return PROBLEM_INSUFFICIENT_SCOPE;
    }
    return NO_PROBLEM;
}

static enum problem not_sealed(struct exchange *x, const struct finding_head *head)
{
    if (!head->submitted)
        return NO_PROBLEM;
    violation_add(&x->violations, VIOLATION_FINDINGS_SEALED, "");
    return PROBLEM_RULE_BROKEN;
}

static enum problem submit(struct exchange *x, const struct finding_new *body,
                           const struct finding_head *head, struct case_file *file,
                           struct finding_row *row)
{
    struct act act = {.kind = ACT_FIND,
                      .stage = row->stage,
                      .role = head->role,
                      .by = head->role,
                      .subject = row->author};

    TRY(results_of(x, body, file->before.point_count, act.findings));
    if (!body->submitted)
        return NO_PROBLEM;
    TRY(act_dates(x, "submitted_on", body->submitted_on, NULL, (struct date){0}, &act));
    TRY(case_decide(x, file, &act));
    row->submitted_on = act.on;
    row->act = act.number;
    return NO_PROBLEM;
}

static enum problem finding_write(struct exchange *x)
{
    const struct finding_new *body = x->body;
    struct finding_row row = {.id = id_new(x->now), .author = path_id(x, "participant_id")};
    struct finding_head head;
    struct case_file file;

    TRY(stage_of_path(x, &row.stage));
    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    store_finding_lock(x->store, x->council.id, file.complaint, row.stage, row.author);
    TRY(store_finding_locked(x->store, &head));
    TRY(author_right(x, &head));
    TRY(write_matches(x, head.exists, head.version));
    TRY(not_sealed(x, &head));
    row.complaint = file.complaint;
    row.role = head.role;
    row.points = body->points_text.text;
    TRY(submit(x, body, &head, &file, &row));
    store_finding_put(x->store, x->council.id, &row);
    if (body->submitted)
        case_record(x, &file);
    store_finding_show(x->store, x->council.id, file.complaint, row.stage, row.author);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    if (body->submitted)
        TRY(case_recorded(x, &file));
    return entry_answer(x);
}

/* ---- Bodies and routes ----------------------------------------------------------------------------- */
/* clang-format off */
enum {
    TITLE_LONGEST = 200, HASH_LENGTH = 64, ADDRESS_LONGEST = 2000, REASONS_LONGEST = 20000, WORDS_LONGEST = 5000,
    EVIDENCE_MAX = 50, POINTS_TEXT_LONGEST = 900000
};

static const struct field evidence_fields[] = {
    FIELD(evidence, title,   REQUIRED, .longest = TITLE_LONGEST),
    FIELD(evidence, sha256,  NULLABLE, .longest = HASH_LENGTH),
    FIELD(evidence, address, NULLABLE, .longest = ADDRESS_LONGEST),
};
static const struct body evidence_body = BODY(evidence, evidence_fields);

static const struct field point_finding_fields[] = {
    FIELD(point_finding, point,     REQUIRED, .least = 1, .most = POINTS_MAX),
    FIELD(point_finding, result,    REQUIRED, .codes = &result_codes),
    FIELD(point_finding, reasons,   REQUIRED, .longest = REASONS_LONGEST),
    FIELD(point_finding, evidence,  OPTIONAL, .object = &evidence_body, .most = EVIDENCE_MAX),
    FIELD(point_finding, injustice, NULLABLE, .longest = WORDS_LONGEST),
    FIELD(point_finding, action,    NULLABLE, .longest = WORDS_LONGEST),
};
static const struct body point_finding_body = BODY(point_finding, point_finding_fields);

static const struct field finding_fields[] = {
    FIELD(finding_new, points,                  REQUIRED, .object = &point_finding_body, .most = POINTS_MAX),
    FIELD_AS(finding_new, points_text, "points", OPTIONAL, .longest = POINTS_TEXT_LONGEST),
    FIELD(finding_new, submitted,               OPTIONAL),
    FIELD(finding_new, submitted_on,            OPTIONAL),
};
static const struct body finding_body = BODY(finding_new, finding_fields);

const struct route_row findings_routes[] = {
    ROUTE(GET, "/v1/complaints/:complaint_id/stages/:stage/findings", findings_list,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(GET, "/v1/complaints/:complaint_id/stages/:stage/findings/:participant_id", finding_show,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(PUT, "/v1/complaints/:complaint_id/stages/:stage/findings/:participant_id", finding_write,
          .scopes = NEEDS(STAGES_REPORT), .may = MAY(STAGE1_HANDLER) | MAY(COMPLAINTS_MANAGER), .body = &finding_body,
          .flags = ROUTE_NEEDS_VERSION | ROUTE_CREATE_ONLY_OK),
    {0},
};
/* clang-format on */
