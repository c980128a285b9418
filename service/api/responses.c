/* The council's answer to a stage: a draft that leaves as a notice, and only its dispatch stops the clock (T16). */
#include "register.h"
#include "stages.h"
#include "store/stage_store.h"

struct planned_action {
    const char *text;
    struct date due_on;
    const char *owner;
};

struct response_new {
    const char *body;
    struct objects actions;
    struct json_value actions_text;
};

static enum problem response_show(struct exchange *x)
{
    int stage;

    TRY(stage_of_path(x, &stage));
    store_response_show(x->store, x->council.id, path_id(x, "complaint_id"), stage);
    return entry_answer(x);
}

static enum problem response_write(struct exchange *x)
{
    const struct response_new *body = x->body;
    struct stage_head head;
    struct case_file file;
    int stage;

    TRY(stage_of_path(x, &stage));
    if (stage != 1)
        return PROBLEM_NOT_FOUND;
    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    store_response_lock(x->store, x->council.id, file.complaint, stage);
    TRY(store_response_locked(x->store, &head));
    TRY(write_matches(x, head.exists, head.version));
    if (head.closed)
        return violation(x, VIOLATION_RESPONSE_SENT, "");
    store_response_put(x->store, x->council.id, file.complaint, stage, body->body,
                       body->actions_text.text, x->visitor.actor);
    store_response_show(x->store, x->council.id, file.complaint, stage);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    return entry_answer(x);
}

/* clang-format off */
enum { TEXT_LONGEST = 2000, OWNER_LONGEST = 200, BODY_LONGEST = 50000, ACTIONS_MAX = 50, ACTIONS_TEXT_LONGEST = 200000 };

static const struct field action_fields[] = {
    FIELD(planned_action, text,   REQUIRED, .longest = TEXT_LONGEST),
    FIELD(planned_action, due_on, NULLABLE),
    FIELD(planned_action, owner,  NULLABLE, .longest = OWNER_LONGEST),
};
static const struct body action_body = BODY(planned_action, action_fields);

static const struct field response_fields[] = {
    FIELD(response_new, body,                      REQUIRED, .longest = BODY_LONGEST),
    FIELD(response_new, actions,                   OPTIONAL, .object = &action_body, .most = ACTIONS_MAX),
    FIELD_AS(response_new, actions_text, "actions", OPTIONAL, .longest = ACTIONS_TEXT_LONGEST),
};
static const struct body response_body = BODY(response_new, response_fields);

const struct route_row responses_routes[] = {
    ROUTE(GET, "/v1/complaints/:complaint_id/stages/:stage/response", response_show,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(PUT, "/v1/complaints/:complaint_id/stages/:stage/response", response_write,
          .scopes = NEEDS(STAGES_REPORT), .may = MAY(STAGE1_HANDLER) | MAY(COMPLAINTS_MANAGER), .body = &response_body,
          .flags = ROUTE_NEEDS_VERSION | ROUTE_CREATE_ONLY_OK),
    {0},
};
/* clang-format on */
