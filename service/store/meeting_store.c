#include "store/meeting_store.h"

#include "query.h"

static void of_complaint(struct store *store, enum sql sql, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, sql, values, COUNT(values));
}

static void one_of(struct store *store, enum sql sql, struct id council, struct id complaint,
                   struct id id)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, id)};

    query_queue(store, sql, values, COUNT(values));
}

/* ---- Meetings -------------------------------------------------------------------------------------- */

void store_meeting_add(struct store *store, struct id council, const struct meeting_row *row,
                       const char *actor)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        query_id(store, row->complaint),
        row->kind,
        row->stage > 0 ? query_number(store, row->stage) : NULL,
        row->status,
        query_date(store, row->offered_on),
        row->planned_at,
        query_date(store, row->held_on),
        row->place,
        row->with,
        row->summary,
        actor,
    };

    query_queue(store, SQL_MEETING_ADD, values, COUNT(values));
}

void store_meeting_amend(struct store *store, struct id council, const struct meeting_row *row)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        row->status,
        row->answer,
        query_date(store, row->answered_on),
        query_flag(row->planned_at_given),
        row->planned_at,
        query_date(store, row->held_on),
        query_flag(row->place_given),
        row->place,
        query_flag(row->with_given),
        row->with,
        query_flag(row->summary_given),
        row->summary,
    };

    query_queue(store, SQL_MEETING_AMEND, values, COUNT(values));
}

void store_meeting_list(struct store *store, struct id council, struct id complaint)
{
    of_complaint(store, SQL_MEETING_LIST, council, complaint);
}

void store_meeting_show(struct store *store, struct id council, struct id complaint,
                        struct id meeting)
{
    one_of(store, SQL_MEETING_SHOW, council, complaint, meeting);
}

void store_meeting_lock(struct store *store, struct id council, struct id complaint,
                        struct id meeting)
{
    one_of(store, SQL_MEETING_LOCK, council, complaint, meeting);
}

enum problem store_meeting_locked(struct store *store, struct arena *arena,
                                  struct milestone_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *head = (struct milestone_head){
        .version = (int)field_integer(row, 0, 0),
        .status = field_text(row, 0, 1, arena),
    };
    return NO_PROBLEM;
}

/* ---- Questions ------------------------------------------------------------------------------------- */

void store_question_add(struct store *store, struct id council, const struct question_row *row,
                        const char *actor)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        query_id(store, row->complaint),
        row->asked_of,
        row->whom,
        row->what,
        query_date(store, row->asked_on),
        query_date(store, row->wanted_by),
        actor,
    };

    query_queue(store, SQL_INFORMATION_REQUEST_ADD, values, COUNT(values));
}

void store_question_amend(struct store *store, struct id council, const struct question_row *row)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        row->answer,
        query_date(store, row->answered_on),
        query_flag(row->wanted_by_given),
        query_date(store, row->wanted_by),
    };

    query_queue(store, SQL_INFORMATION_REQUEST_AMEND, values, COUNT(values));
}

void store_question_list(struct store *store, struct id council, struct id complaint)
{
    of_complaint(store, SQL_INFORMATION_REQUEST_LIST, council, complaint);
}

void store_question_show(struct store *store, struct id council, struct id complaint,
                         struct id question)
{
    one_of(store, SQL_INFORMATION_REQUEST_SHOW, council, complaint, question);
}

void store_question_lock(struct store *store, struct id council, struct id complaint,
                         struct id question)
{
    one_of(store, SQL_INFORMATION_REQUEST_LOCK, council, complaint, question);
}

enum problem store_question_locked(struct store *store, struct arena *arena,
                                   struct milestone_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *head = (struct milestone_head){
        .version = (int)field_integer(row, 0, 0),
        .status = field_text(row, 0, 1, arena),
        .asked_of = field_text(row, 0, 2, arena),
    };
    return NO_PROBLEM;
}
