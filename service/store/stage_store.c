#include "store/stage_store.h"

#include "query.h"

static const char *number_or_null(struct store *store, int number)
{
    return number > 0 ? query_number(store, number) : NULL;
}

static void stage_queue(struct store *store, enum sql sql, struct id council, struct id complaint,
                        int stage)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_number(store, stage)};

    query_queue(store, sql, values, COUNT(values));
}

/* ---- Findings -------------------------------------------------------------------------------------- */

void store_finding_list(struct store *store, struct id council, struct id complaint, int stage)
{
    stage_queue(store, SQL_FINDING_LIST, council, complaint, stage);
}

static void author_queue(struct store *store, enum sql sql, struct id council, struct id complaint,
                         int stage, struct id author)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_number(store, stage), query_id(store, author)};

    query_queue(store, sql, values, COUNT(values));
}

void store_finding_show(struct store *store, struct id council, struct id complaint, int stage,
                        struct id author)
{
    author_queue(store, SQL_FINDING_SHOW, council, complaint, stage, author);
}

void store_finding_lock(struct store *store, struct id council, struct id complaint, int stage,
                        struct id author)
{
    author_queue(store, SQL_FINDING_LOCK, council, complaint, stage, author);
}

enum problem store_finding_locked(struct store *store, struct finding_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *head = (struct finding_head){
        .role = (enum role)field_code(row, 0, 0, &role_codes),
        .ended = !date_none(field_date(row, 0, 1)),
        .exists = !PQgetisnull(row, 0, 2),
        .version = (int)field_integer(row, 0, 2),
        .submitted = field_flag(row, 0, 3),
        .own = field_flag(row, 0, 4),
    };
    return NO_PROBLEM;
}

void store_finding_put(struct store *store, struct id council, const struct finding_row *row)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        query_id(store, row->complaint),
        query_number(store, row->stage),
        query_id(store, row->author),
        code_text(&role_codes, (int)row->role),
        date_none(row->submitted_on) ? "draft" : "submitted",
        row->points,
        query_date(store, row->submitted_on),
        number_or_null(store, row->act),
    };

    query_queue(store, SQL_FINDING_PUT, values, COUNT(values));
}

/* ---- The answer ------------------------------------------------------------------------------------ */

void store_response_show(struct store *store, struct id council, struct id complaint, int stage)
{
    stage_queue(store, SQL_RESPONSE_SHOW, council, complaint, stage);
}

void store_response_lock(struct store *store, struct id council, struct id complaint, int stage)
{
    stage_queue(store, SQL_RESPONSE_LOCK, council, complaint, stage);
}

enum problem store_response_locked(struct store *store, struct stage_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ANY_ROWS, &row));
    *head = (struct stage_head){0};
    if (PQntuples(row) > 0)
        *head = (struct stage_head){
            .exists = true,
            .version = (int)field_integer(row, 0, 0),
            .closed = field_flag(row, 0, 1),
        };
    return NO_PROBLEM;
}

void store_response_put(struct store *store, struct id council, struct id complaint, int stage,
                        const char *text, const char *actions, const char *actor)
{
    const char *values[] = {query_id(store, council),
                            query_id(store, complaint),
                            query_number(store, stage),
                            text,
                            actions,
                            actor};

    query_queue(store, SQL_RESPONSE_PUT, values, COUNT(values));
}

/* ---- The record ------------------------------------------------------------------------------------ */

void store_record_show(struct store *store, struct id council, struct id complaint, int stage)
{
    stage_queue(store, SQL_RECORD_SHOW, council, complaint, stage);
}

void store_record_lock(struct store *store, struct id council, struct id complaint, int stage)
{
    stage_queue(store, SQL_RECORD_LOCK, council, complaint, stage);
}

enum problem store_record_locked(struct store *store, struct stage_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ANY_ROWS, &row));
    *head = (struct stage_head){0};
    if (PQntuples(row) > 0)
        *head = (struct stage_head){
            .exists = true,
            .version = (int)field_integer(row, 0, 0),
            .closed = field_flag(row, 0, 1),
            .comments_invited_on = field_date(row, 0, 2),
        };
    return NO_PROBLEM;
}

void store_record_put(struct store *store, struct id council, const struct record_row *row,
                      const char *actor)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->complaint),
        query_number(store, row->stage),
        row->text,
        query_date(store, row->comments_invited_on),
        row->comments,
        query_date(store, row->finalised_on),
        query_date(store, row->statement_agreed_on),
        number_or_null(store, row->act),
        actor,
    };

    query_queue(store, SQL_RECORD_PUT, values, COUNT(values));
}

void store_points_agree(struct store *store, struct id council, struct id complaint,
                        const char *numbers, const char *texts)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint), numbers, texts};

    query_queue(store, SQL_POINT_AGREE, values, COUNT(values));
}
