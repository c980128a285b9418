/* What was asked of the complainant, a team or a holder of files, and when the answer came. It moves no clock: nothing
 * restarts on new information (invariant 22, golden B07). */
#include <string.h>

#include "api/case.h"
#include "register.h"
#include "store/complaint_store.h"
#include "store/meeting_store.h"

struct question {
    const char *asked_of;
    const char *whom;
    const char *what;
    struct date wanted_by;
    struct date asked_on;
};

struct question_patch {
    const char *answer;
    struct date answered_on;
    struct date wanted_by;
};

static enum problem information_requests_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");

    store_complaint_seen(x->store, x->council.id, complaint);
    store_question_list(x->store, x->council.id, complaint);
    TRY(store_complaint_is_seen(x->store));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem information_request_create(struct exchange *x)
{
    const struct question *question = x->body;
    struct question_row row = {
        .id = id_new(x->now),
        .complaint = path_id(x, "complaint_id"),
        .asked_of = question->asked_of,
        .whom = question->whom,
        .what = question->what,
        .asked_on = date_none(question->asked_on) ? x->today : question->asked_on,
        .wanted_by = question->wanted_by,
    };

    past_check(x, "/asked_on", question->asked_on);
    TRY(faults_found(x));
    store_complaint_seen(x->store, x->council.id, row.complaint);
    TRY(store_complaint_is_seen(x->store));
    store_question_add(x->store, x->council.id, &row, x->visitor.actor);
    store_question_show(x->store, x->council.id, row.complaint, row.id);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    answer_located(x, arena_print(x->arena, "/v1/complaints/%s/information-requests/%s",
                                  row.complaint.text, row.id.text));
    return entry_answer(x);
}

/* Whoever complains answers what was asked of them, today. */
static enum problem answer_right(struct exchange *x, const struct question_patch *patch,
                                 const struct milestone_head *head)
{
    if (role_is_councils(x->role))
        return NO_PROBLEM;
    if (strcmp(head->asked_of, "complainant") != 0)
        return violation(x, VIOLATION_QUESTION_NOT_YOURS, "");
    if (body_given(x, "wanted_by"))
        return fault(x, "/wanted_by", "not_yours",
                     "The council says by when it would like the answer.");
    if (!date_none(patch->answered_on))
        return fault(x, "/answered_on", "not_yours", "Your own answer is dated by the service.");
    return NO_PROBLEM;
}

static enum problem information_request_amend(struct exchange *x)
{
    const struct question_patch *patch = x->body;
    struct question_row row = {
        .id = path_id(x, "information_request_id"),
        .complaint = path_id(x, "complaint_id"),
        .answer = patch->answer,
        .wanted_by_given = body_given(x, "wanted_by"),
        .wanted_by = patch->wanted_by,
    };
    struct milestone_head head;

    past_check(x, "/answered_on", patch->answered_on);
    TRY(faults_found(x));
    store_question_lock(x->store, x->council.id, row.complaint, row.id);
    TRY(store_question_locked(x->store, x->arena, &head));
    TRY(version_match(x, head.version));
    TRY(answer_right(x, patch, &head));
    if (patch->answer)
        row.answered_on = date_none(patch->answered_on) ? x->today : patch->answered_on;
    store_question_amend(x->store, x->council.id, &row);
    store_question_show(x->store, x->council.id, row.complaint, row.id);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    return entry_answer(x);
}

/* ---- Bodies and routes ----------------------------------------------------------------------------- */

static bool is_asked(const char *text)
{
    return strcmp(text, "complainant") == 0 || strcmp(text, "team") == 0 ||
           strcmp(text, "file_holder") == 0;
}

/* clang-format off */
enum { WHOM_LONGEST = 200, WHAT_LONGEST = 5000, ANSWER_LONGEST = 20000 };

static const struct field question_fields[] = {
    FIELD(question, asked_of,  OPTIONAL, .fits = is_asked, .expected = "one of: complainant, team, file_holder"),
    FIELD(question, whom,      NULLABLE, .longest = WHOM_LONGEST),
    FIELD(question, what,      REQUIRED, .longest = WHAT_LONGEST),
    FIELD(question, wanted_by, NULLABLE),
    FIELD(question, asked_on,  OPTIONAL),
};
static const struct body question_body = BODY(question, question_fields);

static const struct field question_patch_fields[] = {
    FIELD(question_patch, answer,      OPTIONAL, .longest = ANSWER_LONGEST),
    FIELD(question_patch, answered_on, OPTIONAL),
    FIELD(question_patch, wanted_by,   NULLABLE),
};
static const struct body question_patch_body = PATCH_BODY(question_patch, question_patch_fields);

#define MAY_ASK (MAY_KEEP_CASES | MAY(ADJUDICATING_OFFICER) | MAY(STAGE2_INVESTIGATOR))

const struct route_row information_requests_routes[] = {
    ROUTE(GET,   "/v1/complaints/:complaint_id/information-requests", information_requests_list,
          .scopes = NEEDS(COMPLAINTS_READ),  .may = MAY_SEE_CASES),
    ROUTE(POST,  "/v1/complaints/:complaint_id/information-requests", information_request_create,
          .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_ASK, .body = &question_body, .status = 201),
    ROUTE(PATCH, "/v1/complaints/:complaint_id/information-requests/:information_request_id", information_request_amend,
          .scopes = NEEDS(COMPLAINTS_SUBMIT) | NEEDS(COMPLAINTS_WRITE),
          .may = MAY_ASK | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE),
          .body = &question_patch_body, .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
