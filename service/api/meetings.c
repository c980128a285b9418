/* Meetings: offered, answered, held, with whom. Milestones that move no clock (invariant 22). */
#include <string.h>

#include "addressing.h"
#include "api/case.h"
#include "register.h"
#include "store/complaint_store.h"
#include "store/meeting_store.h"

struct meeting {
    const char *kind;
    int stage;
    struct date offered_on;
    const char *answer;
    struct date answered_on;
    struct instant planned_at;
    struct date held_on;
    struct texts with;
    const char *place;
    const char *summary;
};

static enum problem meetings_list(struct exchange *x)
{
    struct id complaint = path_id(x, "complaint_id");

    store_complaint_seen(x->store, x->council.id, complaint);
    store_meeting_list(x->store, x->council.id, complaint);
    TRY(store_complaint_is_seen(x->store));
    write_object(&x->answer);
    write_member(&x->answer, "items");
    TRY(write_collected_rows(&x->answer, x->store));
    write_member_text(&x->answer, "next_cursor", NULL);
    write_object_end(&x->answer);
    return NO_PROBLEM;
}

static enum problem meeting_show(struct exchange *x)
{
    store_meeting_show(x->store, x->council.id, path_id(x, "complaint_id"),
                       path_id(x, "meeting_id"));
    return entry_answer(x);
}

/* The participants whom the body names, as an array literal. */
static enum problem with_whom(struct exchange *x, const struct addressees *people,
                              const struct texts *with, const char **literal)
{
    struct ids ids = {.items = arena_take(x->arena, (with->count + 1) * sizeof *ids.items)};

    for (size_t i = 0; i < with->count; i++) {
        const struct addressee *found;

        TRY(addressee_find(x, people, with->items[i], arena_print(x->arena, "/with/%zu", i),
                           &found));
        ids.items[ids.count++] = found->id;
    }
    *literal = array_of_ids(x->arena, ids);
    return NO_PROBLEM;
}

static enum problem days_fit(struct exchange *x, const struct meeting *meeting)
{
    past_check(x, "/offered_on", meeting->offered_on);
    past_check(x, "/answered_on", meeting->answered_on);
    past_check(x, "/held_on", meeting->held_on);
    return faults_found(x);
}

static enum problem meeting_create(struct exchange *x)
{
    const struct meeting *meeting = x->body;
    struct meeting_row row = {
        .id = id_new(x->now),
        .complaint = path_id(x, "complaint_id"),
        .kind = meeting->kind,
        .stage = meeting->stage,
        .status = date_none(meeting->held_on) ? "offered" : "held",
        .planned_at = meeting->planned_at.text,
        .held_on = meeting->held_on,
        .place = meeting->place,
        .summary = meeting->summary,
    };
    struct addressees people;

    TRY(days_fit(x, meeting));
    row.offered_on = date_none(meeting->offered_on) && date_none(meeting->held_on)
                         ? x->today
                         : meeting->offered_on;
    store_complaint_seen(x->store, x->council.id, row.complaint);
    store_addressees(x->store, x->council.id, row.complaint, x->today);
    TRY(store_complaint_is_seen(x->store));
    TRY(store_addressees_collect(x->store, x->arena, &people));
    TRY(with_whom(x, &people, &meeting->with, &row.with));
    store_meeting_add(x->store, x->council.id, &row, x->visitor.actor);
    store_meeting_show(x->store, x->council.id, row.complaint, row.id);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    answer_located(
        x, arena_print(x->arena, "/v1/complaints/%s/meetings/%s", row.complaint.text, row.id.text));
    return entry_answer(x);
}

/* ---- Amending -------------------------------------------------------------------------------------- */

/* Who complains answers the offer; the rest is the council's to keep. */
static enum problem only_answers(struct exchange *x)
{
    static const char *const kept[] = {"planned_at", "held_on", "with",
                                       "place",      "summary", "answered_on"};

    if (role_is_councils(x->role))
        return NO_PROBLEM;
    for (size_t i = 0; i < COUNT(kept); i++)
        if (body_given(x, kept[i]))
            fault_add(
                &x->faults,
                (struct body_fault){.pointer = arena_print(x->arena, "/%s", kept[i]),
                                    .code = "not_yours",
                                    .detail = "You answer the offer; the council keeps the rest."});
    return faults_found(x);
}

static enum problem change_row(struct exchange *x, const struct meeting *meeting,
                               const struct addressees *people, struct meeting_row *row)
{
    TRY(with_whom(x, people, &meeting->with, &row->with));
    row->with_given = body_given(x, "with");
    row->planned_at_given = body_given(x, "planned_at");
    row->planned_at = meeting->planned_at.text;
    row->place_given = body_given(x, "place");
    row->place = meeting->place;
    row->summary_given = body_given(x, "summary");
    row->summary = meeting->summary;
    row->held_on = meeting->held_on;
    row->answer = meeting->answer;
    if (meeting->answer) {
        row->answered_on = date_none(meeting->answered_on) ? x->today : meeting->answered_on;
        row->status = meeting->answer;
    }
    if (!date_none(meeting->held_on))
        row->status = "held";
    return NO_PROBLEM;
}

static enum problem meeting_amend(struct exchange *x)
{
    const struct meeting *meeting = x->body;
    struct meeting_row row = {.id = path_id(x, "meeting_id"),
                              .complaint = path_id(x, "complaint_id")};
    struct milestone_head head;
    struct addressees people;

    TRY(only_answers(x));
    TRY(days_fit(x, meeting));
    store_meeting_lock(x->store, x->council.id, row.complaint, row.id);
    store_addressees(x->store, x->council.id, row.complaint, x->today);
    TRY(store_meeting_locked(x->store, x->arena, &head));
    TRY(store_addressees_collect(x->store, x->arena, &people));
    TRY(version_match(x, head.version));
    TRY(change_row(x, meeting, &people, &row));
    store_meeting_amend(x->store, x->council.id, &row);
    store_meeting_show(x->store, x->council.id, row.complaint, row.id);
    exchange_commit(x);
    TRY(store_done(x->store, true));
    return entry_answer(x);
}

/* ---- Bodies and routes ----------------------------------------------------------------------------- */

static bool one_of(const char *const words[], size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], text) == 0)
            return true;
    return false;
}

static bool is_kind(const char *text)
{
    static const char *const kinds[] = {"handler_contact", "stage_2_interview", "statement",
                                        "report_discussion", "other"};

    return one_of(kinds, COUNT(kinds), text);
}

static bool is_answer(const char *text)
{
    static const char *const answers[] = {"accepted", "declined"};

    return one_of(answers, COUNT(answers), text);
}

/* clang-format off */
enum { PLACE_LONGEST = 500, SUMMARY_LONGEST = 20000, WITH_MAX = 20 };

#define MEETING_FACTS \
    FIELD(meeting, planned_at, NULLABLE), \
    FIELD(meeting, held_on,    OPTIONAL), \
    FIELD(meeting, with,       OPTIONAL, .fits = participant_named, .expected = PARTICIPANT_NAMED, .most = WITH_MAX), \
    FIELD(meeting, place,      NULLABLE, .longest = PLACE_LONGEST), \
    FIELD(meeting, summary,    NULLABLE, .longest = SUMMARY_LONGEST)

static const struct field meeting_fields[] = {
    FIELD(meeting, kind,       REQUIRED, .fits = is_kind,
          .expected = "one of: handler_contact, stage_2_interview, statement, report_discussion, other"),
    FIELD(meeting, stage,      NULLABLE, .least = 1, .most = 3),
    FIELD(meeting, offered_on, OPTIONAL),
    MEETING_FACTS,
};
static const struct body meeting_body = BODY(meeting, meeting_fields);

static const struct field meeting_patch_fields[] = {
    FIELD(meeting, answer,      OPTIONAL, .fits = is_answer, .expected = "accepted or declined"),
    FIELD(meeting, answered_on, OPTIONAL),
    MEETING_FACTS,
};
static const struct body meeting_patch = PATCH_BODY(meeting, meeting_patch_fields);

#define MAY_MEET (MAY_KEEP_CASES | MAY(ADJUDICATING_OFFICER) | MAY(STAGE2_INVESTIGATOR))

const struct route_row meetings_routes[] = {
    ROUTE(GET,   "/v1/complaints/:complaint_id/meetings",             meetings_list,
          .scopes = NEEDS(COMPLAINTS_READ),  .may = MAY_SEE_CASES),
    ROUTE(POST,  "/v1/complaints/:complaint_id/meetings",             meeting_create,
          .scopes = NEEDS(COMPLAINTS_WRITE), .may = MAY_MEET, .body = &meeting_body, .status = 201),
    ROUTE(GET,   "/v1/complaints/:complaint_id/meetings/:meeting_id", meeting_show,
          .scopes = NEEDS(COMPLAINTS_READ),  .may = MAY_SEE_CASES),
    ROUTE(PATCH, "/v1/complaints/:complaint_id/meetings/:meeting_id", meeting_amend,
          .scopes = NEEDS(COMPLAINTS_SUBMIT) | NEEDS(COMPLAINTS_WRITE),
          .may = MAY_MEET | MAY(COMPLAINANT) | MAY(REPRESENTATIVE) | MAY(ADVOCATE),
          .body = &meeting_patch, .flags = ROUTE_NEEDS_VERSION),
    {0},
};
/* clang-format on */
