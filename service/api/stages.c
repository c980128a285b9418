/* The stages that a complaint has reached: what started each, who works on it, its clocks, its answer. */
#include "stages.h"

#include <string.h>

#include "api/reply.h"
#include "api/request.h"
#include "deadlines.h"
#include "store/participant_store.h"
#include "store/stage_store.h"

enum problem stage_of_path(const struct exchange *x, int *stage)
{
    const char *text = path_text(x, "stage");

    if (strlen(text) != 1 || text[0] < '1' || text[0] > '3')
        return PROBLEM_NOT_FOUND;
    *stage = text[0] - '0';
    return NO_PROBLEM;
}

enum problem write_matches(struct exchange *x, bool exists, int version)
{
    if (exists && !x->request->if_match) {
        problem_member(x, "current_etag", arena_print(x->arena, "\"\\\"%d\\\"\"", version));
        return PROBLEM_VERSION_MISMATCH; /* `If-None-Match: *`, and something is there */
    }
    if (!exists && x->request->if_match)
        return PROBLEM_VERSION_MISMATCH;
    return version_match(x, version);
}

/* ---- Reading --------------------------------------------------------------------------------------- */

enum {
    STAGES = 3
};

/* What the stages are shown from. */
struct reading {
    struct case_head head;
    struct case_file file;
    struct deadline_row *deadlines;
    size_t deadline_count;
    struct writer participants[STAGES + 1];
    struct writer responses[STAGES + 1];
};

static void reading_queue(struct exchange *x, struct id complaint)
{
    store_case_read(x->store, x->council.id, complaint);
    store_deadlines_of(x->store, x->council.id, complaint, x->today);
    for (int stage = 1; stage <= STAGES; stage++) {
        store_stage_people(x->store, x->council.id, complaint, stage);
        store_response_show(x->store, x->council.id, complaint, stage);
    }
}

static enum problem reading_collect(struct exchange *x, struct reading *reading)
{
    struct act *acts;
    size_t count;

    TRY(store_case_collect(x->store, x->arena, &reading->head, &acts, &count));
    TRY(store_deadlines_collect(x->store, x->arena, &reading->deadlines, &reading->deadline_count));
    for (int stage = 1; stage <= STAGES; stage++) {
        reading->participants[stage] = (struct writer){.arena = x->arena};
        reading->responses[stage] = (struct writer){.arena = x->arena};
        TRY(write_collected_rows(&reading->participants[stage], x->store));
        TRY(write_collected_rows(&reading->responses[stage], x->store));
    }
    return case_read(x, &reading->head, acts, count, &reading->file);
}

/* The clock that is the stage: L5, L9 and L18. */
static const struct clock *main_clock(const struct standing *standing, int stage)
{
    static const enum limit limits[] = {LIMIT_NONE, LIMIT_STAGE_1, LIMIT_STAGE_2,
                                        LIMIT_PANEL_MEETS};

    return &standing->clocks[limits[stage]];
}

static bool reached(const struct standing *standing, int stage)
{
    return !date_none(standing->stage_from[stage]) ||
           main_clock(standing, stage)->state != CLOCK_NONE;
}

static const char *status_of(const struct standing *standing, int stage)
{
    const struct clock *clock = main_clock(standing, stage);

    if (!date_none(clock->met_on) || clock->state == CLOCK_MET)
        return "answered";
    if (clock->state == CLOCK_CANCELLED || !date_none(clock->ended_on))
        return "ended";
    return date_none(clock->starts_on) ? "waiting" : "open";
}

static void write_clocks(struct exchange *x, const struct reading *reading, int stage)
{
    write_member(&x->answer, "deadlines");
    write_array(&x->answer);
    for (size_t i = 0; i < reading->deadline_count; i++)
        if (reading->deadlines[i].stage == stage)
            write_deadline_summary(x, reading->file.rules.calendar, &reading->deadlines[i]);
    write_array_end(&x->answer);
}

/* The only row of an array, or null. */
static const char *only_row(struct exchange *x, const struct writer *rows)
{
    if (rows->length <= 2)
        return "null";
    return arena_copy(x->arena, rows->text + 1, rows->length - 2);
}

static void write_stage(struct exchange *x, const struct reading *reading, int stage)
{
    const struct standing *standing = &reading->file.now;
    const struct clock *clock = main_clock(standing, stage);
    struct writer *answer = &x->answer;

    write_object(answer);
    write_member_number(answer, "number", stage);
    write_member_text(answer, "status", status_of(standing, stage));
    write_member_text(answer, "start_event", clock->started_by);
    write_member_date(answer, "starts_on", clock->starts_on);
    write_member_date(answer, "ended_on", clock->ended_on);
    if (standing->policy_version > 0)
        write_member_number(answer, "policy_version", standing->policy_version);
    if (stage == 2)
        write_member_flag(answer, "independent_person_required",
                          true); /* reg. 17(2), whatever a page says */
    write_member(answer, "participants");
    write_json(answer, reading->participants[stage].text);
    write_member(answer, "response");
    write_json(answer, only_row(x, &reading->responses[stage]));
    write_clocks(x, reading, stage);
    write_object_end(answer);
}

static enum problem stages_list(struct exchange *x)
{
    struct reading reading;

    reading_queue(x, path_id(x, "complaint_id"));
    TRY(reading_collect(x, &reading));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    write_array(&x->answer);
    for (int stage = 1; stage <= STAGES; stage++)
        if (reached(&reading.file.now, stage))
            write_stage(x, &reading, stage);
    write_array_end(&x->answer);
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem stage_show(struct exchange *x)
{
    struct reading reading;
    int stage;

    TRY(stage_of_path(x, &stage));
    reading_queue(x, path_id(x, "complaint_id"));
    TRY(reading_collect(x, &reading));
    if (!reached(&reading.file.now, stage))
        return PROBLEM_NOT_FOUND;
    write_stage(x, &reading, stage);
    etag_set(x, reading.head.version);
    return NO_PROBLEM;
}

/* clang-format off */
const struct route_row stages_routes[] = {
    ROUTE(GET, "/v1/complaints/:complaint_id/stages",        stages_list,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    ROUTE(GET, "/v1/complaints/:complaint_id/stages/:stage", stage_show,
          .scopes = NEEDS(COMPLAINTS_READ), .may = MAY_SEE_CASES),
    {0},
};
/* clang-format on */
