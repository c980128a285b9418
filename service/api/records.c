/* The written record of a complaint made orally (reg. 16, T20, T21): drafts, comments on accuracy, the final text. For a
 * written complaint it is the statement agreed at stage 2: a milestone, never a clock (rulebook 3.4). */
#include "addressing.h"
#include "register.h"
#include "stages.h"
#include "store/stage_store.h"

struct comment {
    const char *by;
    const char *words;
    struct date received_on;
};

struct agreed_point {
    int point;
    const char *agreed_text;
};

struct record_new {
    const char *text;
    struct date comments_invited_on;
    struct objects comments;
    struct json_value comments_text;
    struct date finalised_on;
    struct date statement_agreed_on;
    struct objects points;
};

enum {
    RECORD_STAGE = 2
};

static enum problem record_show(struct exchange *x)
{
    int stage;

    TRY(stage_of_path(x, &stage));
    store_record_show(x->store, x->council.id, path_id(x, "complaint_id"), stage);
    return entry_answer(x);
}

static enum problem days_fit(struct exchange *x, const struct record_new *body)
{
    past_check(x, "/comments_invited_on", body->comments_invited_on);
    past_check(x, "/finalised_on", body->finalised_on);
    past_check(x, "/statement_agreed_on", body->statement_agreed_on);
    return faults_found(x);
}

/* The authority finalises the record after comments were invited; nobody has a veto (reg. 16(2), (3)). */
static enum problem finalise(struct exchange *x, const struct record_new *body,
                             const struct stage_head *head, struct case_file *file,
                             struct record_row *row)
{
    struct act act = {
        .kind = ACT_FINALISE_RECORD,
        .on = body->finalised_on,
        .stage = RECORD_STAGE,
        .until = date_none(body->comments_invited_on) ? head->comments_invited_on
                                                      : body->comments_invited_on,
    };

    TRY(case_decide(x, file, &act));
    row->act = act.number;
    return NO_PROBLEM;
}

/* Points as the record fixes them. Returns the number of statements queued. */
static size_t points_agree(struct exchange *x, struct id complaint, const struct objects *points)
{
    const char **numbers = arena_take(x->arena, (points->count + 1) * sizeof *numbers);
    struct texts texts = {.count = points->count,
                          .items = arena_take(x->arena, (points->count + 1) * sizeof *texts.items)};

    if (points->count == 0)
        return 0;
    for (size_t i = 0; i < points->count; i++) {
        const struct agreed_point *point = OBJECT(agreed_point, *points, i);

        numbers[i] = arena_print(x->arena, "%d", point->point);
        texts.items[i] = point->agreed_text;
    }
    store_points_agree(x->store, x->council.id, complaint,
                       query_array(x->store, numbers, points->count),
                       array_of_texts(x->arena, texts));
    return 1;
}

static enum problem record_write(struct exchange *x)
{
    const struct record_new *body = x->body;
    struct record_row row = {
        .stage = RECORD_STAGE,
        .text = body->text,
        .comments_invited_on = body->comments_invited_on,
        .comments = body->comments_text.text,
        .finalised_on = body->finalised_on,
        .statement_agreed_on = body->statement_agreed_on,
    };
    struct stage_head head;
    struct case_file file;
    size_t points;
    int stage;

    TRY(stage_of_path(x, &stage));
    if (stage != RECORD_STAGE)
        return PROBLEM_NOT_FOUND;
    TRY(days_fit(x, body));
    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    store_record_lock(x->store, x->council.id, file.complaint, stage);
    TRY(store_record_locked(x->store, &head));
    TRY(write_matches(x, head.exists, head.version));
    if (head.closed)
        return violation(x, VIOLATION_RECORD_FINAL, "");
    row.complaint = file.complaint;
    if (!date_none(body->finalised_on))
        TRY(finalise(x, body, &head, &file, &row));
    store_record_put(x->store, x->council.id, &row, x->visitor.actor);
    points = points_agree(x, file.complaint, &body->points);
    if (file.fresh_count > 0)
        case_record(x, &file);
    store_record_show(x->store, x->council.id, file.complaint, stage);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    if (points > 0)
        TRY(store_done(x->store, false));
    if (file.fresh_count > 0)
        TRY(case_recorded(x, &file));
    return entry_answer(x);
}

/* clang-format off */
enum {
    TEXT_LONGEST = 50000, WORDS_LONGEST = 20000, COMMENTS_MAX = 50, AGREED_LONGEST = 10000, COMMENTS_TEXT_LONGEST = 900000
};

static const struct field comment_fields[] = {
    FIELD(comment, by,          OPTIONAL, .fits = participant_named, .expected = PARTICIPANT_NAMED),
    FIELD(comment, words,       REQUIRED, .longest = WORDS_LONGEST),
    FIELD(comment, received_on, NULLABLE),
};
static const struct body comment_body = BODY(comment, comment_fields);

static const struct field agreed_point_fields[] = {
    FIELD(agreed_point, point,       REQUIRED, .least = 1, .most = POINTS_MAX),
    FIELD(agreed_point, agreed_text, REQUIRED, .longest = AGREED_LONGEST),
};
static const struct body agreed_point_body = BODY(agreed_point, agreed_point_fields);

static const struct field record_fields[] = {
    FIELD(record_new, text,                       REQUIRED, .longest = TEXT_LONGEST),
    FIELD(record_new, comments_invited_on,        NULLABLE),
    FIELD(record_new, comments,                   OPTIONAL, .object = &comment_body, .most = COMMENTS_MAX),
    FIELD_AS(record_new, comments_text, "comments", OPTIONAL, .longest = COMMENTS_TEXT_LONGEST),
    FIELD(record_new, finalised_on,               NULLABLE),
    FIELD(record_new, statement_agreed_on,        NULLABLE),
    FIELD(record_new, points,                     OPTIONAL, .object = &agreed_point_body, .most = POINTS_MAX),
};
static const struct body record_body = BODY(record_new, record_fields);

const struct route_row records_routes[] = {
    ROUTE(GET, "/v1/complaints/:complaint_id/stages/:stage/record", record_show,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(PUT, "/v1/complaints/:complaint_id/stages/:stage/record", record_write,
          .scopes = NEEDS(STAGES_REPORT), .may = MAY(COMPLAINTS_MANAGER) | MAY(STAGE2_INVESTIGATOR), .body = &record_body,
          .flags = ROUTE_NEEDS_VERSION | ROUTE_CREATE_ONLY_OK),
    {0},
};
/* clang-format on */
