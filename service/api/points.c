/* The points of a complaint: what it says, one by one, in the complainant's words (rulebook 7). */
#include "points.h"
#include "api/case.h"
#include "register.h"
#include "store/complaint_store.h"

struct point_patch {
    const char *agreed_text;
    unsigned function;
    const char *team;
    struct ids about;
    const struct period *period;
    const char *desired_outcome;
};

struct point_row point_row(struct exchange *x, const struct case_file *file, int number,
                           const struct point_new *point)
{
    return (struct point_row){
        .id = id_new(x->now),
        .complaint = file->complaint,
        .number = number,
        .own_words = point->own_words,
        .function = (enum function)point->function,
        .team = point->team,
        .period_from = point->period ? point->period->from : (struct date){0},
        .period_to = point->period ? point->period->to : (struct date){0},
        .desired_outcome = point->desired_outcome,
        .added_at_stage = file->now.points[number - 1].added_at_stage,
        .procedure = file->now.points[number - 1].route,
        .status = file->now.points[number - 1].status,
    };
}

static enum problem points_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");

    store_complaint_seen(x->store, x->council.id, complaint);
    store_point_list(x->store, x->council.id, complaint);
    TRY(store_complaint_is_seen(x->store));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem point_show(struct exchange *x)
{
    store_point_show(x->store, x->council.id, path_id(x, "complaint_id"), path_id(x, "point_id"));
    return entry_answer(x);
}

/* A point more: before stage 2 it is added, later it is a new case (rulebook 7). */
static enum problem point_create(struct exchange *x)
{
    const struct point_new *point = x->body;
    struct act act = {.kind = ACT_ADD_POINT};
    struct case_file file;
    struct point_row row;

    TRY(act_dates(x, "received_on", point->received_on, NULL, (struct date){0}, &act));
    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    if (file.before.point_count < POINTS_MAX)
        act.points = UINT64_C(1) << file.before.point_count;
    TRY(case_decide(x, &file, &act));
    row = point_row(x, &file, file.now.point_count, point);
    row.added_on = act.received_on;
    row.act = act.number;
    store_point_add(x->store, x->council.id, &row);
    case_record(x, &file);
    store_point_show(x->store, x->council.id, file.complaint, row.id);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    TRY(case_recorded(x, &file));
    answer_located(
        x, arena_print(x->arena, "/v1/complaints/%s/points/%s", file.complaint.text, row.id.text));
    return entry_answer(x);
}

static enum problem point_amend(struct exchange *x)
{
    const struct point_patch *patch = x->body;
    struct id point = path_id(x, "point_id");
    struct case_file file;
    int version;

    TRY(case_open(x, path_id(x, "complaint_id"), &file));
    store_point_lock(x->store, x->council.id, file.complaint, point);
    TRY(store_point_locked(x->store, &version));
    TRY(version_match(x, version));
    case_event(x, &file, "point.amended", "point", point);
    store_point_amend(x->store, x->council.id, point,
                      &(struct point_change){
                          .agreed_text_given = body_given(x, "agreed_text"),
                          .agreed_text = patch->agreed_text,
                          .function_given = body_given(x, "function"),
                          .function = (enum function)patch->function,
                          .team_given = body_given(x, "team"),
                          .team = patch->team,
                          .about_given = body_given(x, "about"),
                          .about = array_of_ids(x->arena, patch->about),
                          .period_given = body_given(x, "period"),
                          .period_from = patch->period ? patch->period->from : (struct date){0},
                          .period_to = patch->period ? patch->period->to : (struct date){0},
                          .desired_outcome_given = body_given(x, "desired_outcome"),
                          .desired_outcome = patch->desired_outcome,
                      });
    case_record(x, &file);
    store_point_show(x->store, x->council.id, file.complaint, point);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    TRY(case_recorded(x, &file));
    return entry_answer(x);
}

/* ---- Bodies and routes ----------------------------------------------------------------------------- */
/* clang-format off */
enum { TEAM_LONGEST = 200, WISH_LONGEST = 1000, WORDS_LONGEST = 10000, ABOUT_MAX = 20 };

static const struct field period_fields[] = {
    FIELD(period, from, NULLABLE),
    FIELD(period, to,   NULLABLE),
};
static const struct body period_body = BODY(period, period_fields);

#define POINT_FACTS(tag) \
    FIELD(tag, function,        NULLABLE, .codes = &function_codes), \
    FIELD(tag, team,            NULLABLE, .longest = TEAM_LONGEST), \
    FIELD(tag, period,          NULLABLE, .object = &period_body), \
    FIELD(tag, desired_outcome, NULLABLE, .longest = WISH_LONGEST)

static const struct field point_fields[] = {
    FIELD(point_new, own_words,   REQUIRED, .longest = WORDS_LONGEST),
    POINT_FACTS(point_new),
    FIELD(point_new, received_on, OPTIONAL),
};
const struct body point_body = BODY(point_new, point_fields);

static const struct field point_patch_fields[] = {
    FIELD(point_patch, agreed_text, NULLABLE, .longest = WORDS_LONGEST),
    FIELD(point_patch, about,       OPTIONAL, .most = ABOUT_MAX),
    POINT_FACTS(point_patch),
};
static const struct body point_patch_body = PATCH_BODY(point_patch, point_patch_fields);

const struct route_row points_routes[] = {
    ROUTE(GET,   "/v1/complaints/:complaint_id/points",           points_list,
          .scopes = NEEDS(COMPLAINTS_READ),  .may = MAY_SEE_CASES),
    ROUTE(POST,  "/v1/complaints/:complaint_id/points",           point_create,
          .scopes = NEEDS(COMPLAINTS_SUBMIT) | NEEDS(COMPLAINTS_WRITE),
          .may = MAY_KEEP_CASES | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE),
          .body = &point_body, .status = 201),
    ROUTE(GET,   "/v1/complaints/:complaint_id/points/:point_id", point_show,
          .scopes = NEEDS(COMPLAINTS_READ),  .may = MAY_SEE_CASES),
    ROUTE(PATCH, "/v1/complaints/:complaint_id/points/:point_id", point_amend,
          .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_KEEP_CASES,
          .body = &point_patch_body, .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
