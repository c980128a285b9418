/* A complaint as it is shown: its facts from PostgreSQL, and what follows from its acts, the policies and the day. */
#include <string.h>

#include "api/actions.h"
#include "api/plain.h"
#include "api/reply.h"
#include "complaints.h"
#include "store/complaint_store.h"
#include "store/participant_store.h"
#include "store/projection.h"

void complaint_queue(struct exchange *x, struct id complaint)
{
    store_case_show(x->store, x->council.id, complaint);
    store_point_list(x->store, x->council.id, complaint);
    store_participant_list(x->store, x->council.id, complaint);
}

static void write_flags(struct writer *answer, const struct standing *standing)
{
    write_member(answer, "flags");
    write_object(answer);
    write_member_flag(answer, "stopped", standing_any_stopped(standing));
    write_member_flag(answer, "withdrawal_pending", standing->withdrawal_pending);
    write_object_end(answer);
}

/* The days alone may have opened stage 2: then another clock is next than the acts left. */
static void write_next_deadline(struct exchange *x, const struct case_file *file,
                                const struct case_head *head)
{
    const struct clock *next = standing_next_clock(&file->now);
    struct writer *answer = &x->answer;
    int remaining;

    write_member(answer, "next_deadline");
    if (!next) {
        write_null(answer);
    } else {
        write_object(answer);
        write_member_id(answer, "id",
                        next->limit == head->next_kind ? head->next_deadline
                                                       : head->next_deadline_then);
        write_member_text(answer, "kind", code_text(&limit_codes, (int)next->limit));
        if (next->stage > 0)
            write_member_number(answer, "stage", next->stage);
        write_member_text(answer, "status", code_text(&clock_state_codes, (int)next->state));
        write_member_date(answer, "due_on", next->due);
        if (calendar_between(file->rules.calendar, x->today, next->due, &remaining) == NO_PROBLEM)
            write_member_number(answer, "remaining_working_days", remaining);
        write_object_end(answer);
    }
    write_member_flag(answer, "overdue", next && date_compare(next->due, x->today) < 0);
}

/* Whether the annual report counts it (reg. 13(2)): every representation of a listed person, whatever became of it. */
static bool counted_as_statutory(const struct case_file *file)
{
    return file->anonymity != ANONYMITY_ANONYMOUS && file->now.procedure != ROUTE_CORPORATE &&
           file->now.procedure != ROUTE_OTHER_BODY;
}

static void write_derived(struct exchange *x, const struct case_file *file,
                          const struct case_head *head)
{
    const struct standing *standing = &file->now;
    struct writer *answer = &x->answer;

    write_member_text(answer, "etag", etag_text(x, file->version));
    write_member_text(answer, "procedure", code_text(&route_codes, (int)standing->procedure));
    write_member_text(answer, "status", code_text(&status_codes, (int)standing->status));
    write_member_text(answer, "phase", code_text(&phase_codes, (int)standing->phase));
    write_member_text(answer, "outcome", code_text(&outcome_codes, (int)standing->outcome));
    write_member_text(answer, "capacity", code_text(&capacity_codes, (int)standing->capacity));
    write_member_text(answer, "form", code_text(&form_codes, (int)standing->form));
    write_member_flag(answer, "advocate_wanted", standing->advocate_wanted);
    write_member_flag(answer, "counted_as_statutory", counted_as_statutory(file));
    write_member(answer, "policy_version");
    if (standing->policy_version > 0)
        write_number(answer, standing->policy_version);
    else
        write_null(answer);
    write_flags(answer, standing);
    write_next_deadline(x, file, head);
}

static void write_links(struct exchange *x, struct id complaint)
{
    static const char *const parts[] = {"points",    "participants", "advocacy", "requests",
                                        "decisions", "stages",       "meetings", "notices",
                                        "deadlines", "events",       "links"};
    const char *self = arena_print(x->arena, "%s/v1/complaints/%s", reply_base(x), complaint.text);
    const char *below = arena_join(x->arena, self, "/");

    write_member(&x->answer, "links");
    write_object(&x->answer);
    write_member_text(&x->answer, "self", self);
    for (size_t i = 0; i < COUNT(parts); i++)
        write_member_text(&x->answer, parts[i], arena_join(x->arena, below, parts[i]));
    write_object_end(&x->answer);
}

enum problem complaint_write(struct exchange *x, struct id complaint)
{
    struct writer *answer = &x->answer;
    struct writer points = {.arena = x->arena};
    struct writer participants = {.arena = x->arena};
    struct case_head head;
    struct case_file file;
    struct act *acts;
    size_t count;

    write_object(answer);
    TRY(store_case_shown(x->store, x->arena, answer, &head, &acts, &count));
    TRY(write_collected_rows(&points, x->store));
    TRY(write_collected_rows(&participants, x->store));
    TRY(case_read(x, &head, acts, count, &file));
    write_derived(x, &file, &head);
    write_member(answer, "points");
    write_json(answer, points.text);
    write_member(answer, "participants");
    write_json(answer, participants.text);
    write_member(answer, "available_actions");
    write_actions(answer, x, complaint, &file.now);
    if (parameter_flag(x, "plain", true)) {
        write_member(answer, "plain");
        write_plain(x, &file);
    }
    write_links(x, complaint);
    write_object_end(answer);
    etag_set(x, file.version);
    return NO_PROBLEM;
}
