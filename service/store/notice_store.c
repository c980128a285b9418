#include "store/notice_store.h"

#include <string.h>

#include "query.h"

static const char *ids(struct store *store, const struct id items[], size_t count)
{
    const char **texts = arena_take(query_arena(store), (count + 1) * sizeof *texts);

    for (size_t i = 0; i < count; i++)
        texts[i] = items[i].text;
    return query_array(store, texts, count);
}

static const char *stage_text(struct store *store, int stage)
{
    return stage > 0 ? query_number(store, stage) : NULL;
}

/* ---- Drafts ------------------------------------------------------------------------------------------- */

void store_notice_add(struct store *store, struct id council, struct id complaint,
                      const struct notice_row *notice, const char *actor)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, notice->id),
        query_id(store, complaint),
        code_text(&notice_codes, (int)notice->notice),
        stage_text(store, notice->stage),
        query_id(store, notice->decision),
        code_text(&channel_codes, (int)notice->channel),
        ids(store, notice->to, notice->to_count),
        notice->subject,
        notice->body,
        notice->language,
        notice->detail,
        notice->documents,
        actor,
    };

    query_queue(store, SQL_NOTICE_ADD, values, COUNT(values));
}

void store_notice_amend(struct store *store, struct id council, struct id complaint,
                        const struct notice_row *notice)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_id(store, notice->id),
        code_text(&channel_codes, (int)notice->channel),
        ids(store, notice->to, notice->to_count),
        notice->subject,
        notice->body,
        notice->language,
        notice->detail,
        notice->documents,
        notice->approved ? "approved" : "draft",
    };

    query_queue(store, SQL_NOTICE_AMEND, values, COUNT(values));
}

void store_notice_find(struct store *store, struct id council, struct id complaint,
                       struct id notice)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, notice)};

    query_queue(store, SQL_NOTICE_FIND, values, COUNT(values));
}

/* The elements of {uuid,uuid}. */
static struct id *ids_read(const char *literal, struct arena *arena, size_t *count)
{
    size_t length = strlen(literal);
    struct id *items = arena_take(arena, (length / (ID_LENGTH + 1) + 1) * sizeof *items);

    *count = 0;
    for (size_t at = 1; at + ID_LENGTH < length; at += ID_LENGTH + 1)
        if (id_parse(literal + at, ID_LENGTH, &items[*count]))
            (*count)++;
    return items;
}

static struct notice_row notice_of_row(const PGresult *rows, int row, struct arena *arena)
{
    struct notice_row notice = {
        .id = field_id(rows, row, 0),
        .notice = (enum notice)field_code(rows, row, 1, &notice_codes),
        .stage = (int)field_integer(rows, row, 2),
        .decision = field_id(rows, row, 3),
        .channel = (enum channel)field_code(rows, row, 4, &channel_codes),
        .subject = field_text(rows, row, 6, arena),
        .body = field_text(rows, row, 7, arena),
        .language = field_text(rows, row, 8, arena),
        .detail = field_text(rows, row, 9, arena),
        .documents = field_text(rows, row, 10, arena),
        .approved = strcmp(PQgetvalue(rows, row, 11), "approved") == 0,
        .sent_on = field_date(rows, row, 12),
        .seen = strcmp(PQgetvalue(rows, row, 11), "seen") == 0,
        .receipt_known =
            !PQgetisnull(rows, row, 14) && strcmp(PQgetvalue(rows, row, 14), "deemed") != 0,
        .act = (int)field_integer(rows, row, 15),
    };

    notice.to = ids_read(PQgetvalue(rows, row, 5), arena, &notice.to_count);
    return notice;
}

enum problem store_notices_found(struct store *store, struct arena *arena,
                                 struct notice_rows *found)
{
    auto_result *rows = NULL;
    struct notice_row *items;

    TRY(query_collect(store, ANY_ROWS, &rows));
    items = arena_take(arena, ((size_t)PQntuples(rows) + 1) * sizeof *items);
    for (int row = 0; row < PQntuples(rows); row++)
        items[row] = notice_of_row(rows, row, arena);
    *found = (struct notice_rows){.items = items, .count = (size_t)PQntuples(rows)};
    return NO_PROBLEM;
}

/* ---- Its way ------------------------------------------------------------------------------------------ */

void store_notice_send(struct store *store, struct id council, struct id complaint,
                       const struct notice_row *notice, const struct dispatch_row *dispatch)
{
    const char *to = ids(store, notice->to, notice->to_count);
    const char *channel = code_text(&channel_codes, (int)notice->channel);
    const char *letter[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_id(store, notice->id),
        query_date(store, notice->sent_on),
        query_date(store, dispatch->deemed_on),
        channel,
        to,
        notice->subject,
        notice->body,
        notice->detail,
        query_id(store, notice->decision),
        query_number(store, notice->act),
    };
    const char *way[] = {
        query_id(store, council),
        query_id(store, dispatch->id),
        query_id(store, complaint),
        query_id(store, notice->id),
        query_date(store, notice->sent_on),
        channel,
        to,
        dispatch->evidence,
        dispatch->second_person,
        query_number(store, notice->act),
        dispatch->actor,
    };

    query_queue(store, SQL_NOTICE_SEND, letter, COUNT(letter));
    query_queue(store, SQL_DISPATCH_ADD, way, COUNT(way));
}

void store_decision_told(struct store *store, struct id council, struct id complaint,
                         struct id decision, struct id notice)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, decision), query_id(store, notice)};

    query_queue(store, SQL_DECISION_NOTICE_SET, values, COUNT(values));
}

void store_response_sent(struct store *store, struct id council, struct id complaint,
                         const struct notice_row *notice)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint), "1",
                            query_id(store, notice->id), query_date(store, notice->sent_on)};

    query_queue(store, SQL_RESPONSE_SENT, values, COUNT(values));
}

void store_delivery_mark_add(struct store *store, struct id council, struct id complaint,
                             struct id notice, const struct delivery_mark_row *mark)
{
    const char *kept[] = {
        query_id(store, council),
        query_id(store, mark->id),
        query_id(store, complaint),
        query_id(store, notice),
        mark->mark,
        query_date(store, mark->on),
        mark->basis,
        query_id(store, mark->participant),
        mark->act > 0 ? query_number(store, mark->act) : NULL,
        mark->actor,
    };
    const char *means[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_id(store, notice),
        mark->status,
        query_date(store, mark->received_on),
        mark->basis,
    };

    query_queue(store, SQL_DELIVERY_MARK_ADD, kept, COUNT(kept));
    query_queue(store, SQL_NOTICE_MARKED, means, COUNT(means));
}

static void list_queue(struct store *store, struct id council, struct id complaint,
                       struct id notice, const char *notices, const char *after, size_t rows,
                       const char *drafts)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_id(store, notice),
        notices,
        after,
        query_number(store, (long long)rows),
        drafts,
    };

    query_queue(store, SQL_NOTICE_LIST, values, COUNT(values));
}

void store_notice_show(struct store *store, struct id council, struct id complaint,
                       struct id notice, const char *drafts)
{
    list_queue(store, council, complaint, notice, NULL, NULL, 1, drafts);
}

void store_notice_list(struct store *store, struct id council, struct id complaint,
                       const char *notices, const char *after, size_t rows, const char *drafts)
{
    list_queue(store, council, complaint, (struct id){{0}}, notices, after, rows, drafts);
}

/* ---- What letters tell --------------------------------------------------------------------------------- */

static const char *const told[NOTICE_COUNT] = {
    [NOTICE_ROUTED_ELSEWHERE] = "route",
    [NOTICE_INTEREST_DECISION] = "sufficient_interest",
    [NOTICE_LATE_DECISION] = "late_complaint",
    [NOTICE_STAGE_1_EXTENSION] = "extension",
};

const char *notice_tells(enum notice notice)
{
    return told[notice];
}

void store_notice_facts(struct store *store, struct id council, struct id complaint,
                        struct date day)
{
    const char *of_council[] = {query_id(store, council), query_date(store, day)};
    const char *of_complaint[] = {of_council[0], query_id(store, complaint)};

    query_queue(store, SQL_NOTICE_WORDS, of_council, COUNT(of_council));
    query_queue(store, SQL_NOTICE_POINTS, of_complaint, COUNT(of_complaint));
    query_queue(store, SQL_NOTICE_DECISIONS, of_complaint, COUNT(of_complaint));
    query_queue(store, SQL_NOTICE_RESPONSE, of_complaint, COUNT(of_complaint));
}

static enum problem words_collect(struct store *store, struct arena *arena,
                                  struct notice_facts *facts)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    facts->council = field_text(row, 0, 0, arena);
    facts->email = field_text(row, 0, 1, arena);
    facts->phone = field_text(row, 0, 2, arena);
    facts->address = field_text(row, 0, 3, arena);
    facts->advocacy_provider = field_text(row, 0, 4, arena);
    facts->advocacy_contact = field_text(row, 0, 5, arena);
    facts->ombudsman_contact = field_text(row, 0, 6, arena);
    return NO_PROBLEM;
}

static enum problem points_collect(struct store *store, struct arena *arena,
                                   struct notice_facts *facts)
{
    auto_result *rows = NULL;
    struct notice_point *points;

    TRY(query_collect(store, ANY_ROWS, &rows));
    points = arena_take(arena, ((size_t)PQntuples(rows) + 1) * sizeof *points);
    for (int row = 0; row < PQntuples(rows); row++)
        points[row] = (struct notice_point){
            .number = (int)field_integer(rows, row, 0),
            .words = field_text(rows, row, 1, arena),
            .route = (enum route)field_code(rows, row, 2, &route_codes),
            .other_body = field_text(rows, row, 3, arena),
            .route_reasons = field_text(rows, row, 4, arena),
            .result = (enum result)field_code(rows, row, 5, &result_codes),
            .finding_reasons = field_text(rows, row, 6, arena),
        };
    facts->points = points;
    facts->point_count = (size_t)PQntuples(rows);
    return NO_PROBLEM;
}

static enum notice teller_of(const char *kind)
{
    for (int notice = 1; notice < NOTICE_COUNT; notice++)
        if (told[notice] && strcmp(told[notice], kind) == 0)
            return (enum notice)notice;
    return NOTICE_NONE;
}

static enum problem decisions_collect(struct store *store, struct arena *arena,
                                      struct notice_facts *facts)
{
    auto_result *rows = NULL;

    TRY(query_collect(store, ANY_ROWS, &rows));
    for (int row = 0; row < PQntuples(rows); row++)
        facts->decisions[teller_of(PQgetvalue(rows, row, 1))] = (struct notice_decision){
            .id = field_id(rows, row, 0),
            .act = (int)field_integer(rows, row, 2),
            .reasons = field_text(rows, row, 3, arena),
            .accepted = field_flag(rows, row, 4),
            .limb_reasonable = field_text(rows, row, 5, arena),
            .limb_fair = field_text(rows, row, 6, arena),
        };
    return NO_PROBLEM;
}

enum problem store_notice_facts_collect(struct store *store, struct arena *arena,
                                        struct notice_facts *facts)
{
    auto_result *response = NULL;

    *facts = (struct notice_facts){.council = NULL};
    TRY(words_collect(store, arena, facts));
    TRY(points_collect(store, arena, facts));
    TRY(decisions_collect(store, arena, facts));
    TRY(query_collect(store, ANY_ROWS, &response));
    if (PQntuples(response) > 0) {
        facts->response = field_text(response, 0, 0, arena);
        facts->actions = field_text(response, 0, 1, arena);
    }
    return NO_PROBLEM;
}
