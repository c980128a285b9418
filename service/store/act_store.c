#include "store/act_store.h"

#include <stdlib.h>
#include <string.h>

#include "query.h"
#include "row_writer.h"

static enum problem act_of_row(const PGresult *rows, int row, struct act *act)
{
    struct act read = {0};
    const char *findings;
    int column = 0;

    read.number = (int)field_integer(rows, row, column++);
    read.kind = (enum act_kind)field_code(rows, row, column++, &act_kind_codes);
    read.on = field_date(rows, row, column++);
    read.received_on = field_date(rows, row, column++);
    read.recorded_on = field_date(rows, row, column++);
    read.until = field_date(rows, row, column++);
    read.by = (enum role)field_code(rows, row, column++, &role_codes);
    read.stage = (int)field_integer(rows, row, column++);
    read.form = (enum form)field_code(rows, row, column++, &form_codes);
    read.channel = (enum channel)field_code(rows, row, column++, &channel_codes);
    read.matter = (enum kind)field_code(rows, row, column++, &kind_codes);
    read.anonymity = (enum anonymity)field_code(rows, row, column++, &anonymity_codes);
    read.capacity = (enum capacity)field_code(rows, row, column++, &capacity_codes);
    read.route = (enum route)field_code(rows, row, column++, &route_codes);
    read.of = (enum proposal)field_code(rows, row, column++, &proposal_codes);
    read.notice = (enum notice)field_code(rows, row, column++, &notice_codes);
    read.role = (enum role)field_code(rows, row, column++, &role_codes);
    read.ground = (enum ground)field_code(rows, row, column++, &ground_codes);
    read.fact = (enum fact)field_code(rows, row, column++, &fact_codes);
    read.agreed = field_flag(rows, row, column++);
    read.child = field_flag(rows, row, column++);
    read.points = (uint64_t)field_integer(rows, row, column++);
    findings = PQgetvalue(rows, row, column++);
    if (strlen(findings) > POINTS_MAX)
        return PROBLEM_INTERNAL; /* act_findings_fits says otherwise */
    memcpy(read.findings, findings, strlen(findings) + 1);
    read.corrects = (int)field_integer(rows, row, column++);
    read.subject = field_id(rows, row, column);
    *act = read;
    return NO_PROBLEM;
}

void store_acts_read(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_ACT_LIST, values, COUNT(values));
}

enum problem store_acts_collect(struct store *store, struct arena *arena, size_t spare,
                                struct act **acts, size_t *count)
{
    auto_result *rows = NULL;
    struct act *read;
    int found;

    TRY(query_collect(store, ANY_ROWS, &rows));
    found = PQntuples(rows);
    read = arena_take(arena, ((size_t)found + spare + 1) * sizeof *read);
    for (int row = 0; row < found; row++)
        TRY(act_of_row(rows, row, &read[row]));
    *acts = read;
    *count = (size_t)found;
    return NO_PROBLEM;
}

/* The first columns of case_head and of complaint_show. */
static struct case_head head_of_row(const PGresult *row, struct arena *arena)
{
    return (struct case_head){
        .version = (int)field_integer(row, 0, 0),
        .events = (int)field_integer(row, 0, 1),
        .handler = field_id(row, 0, 2),
        .reference = field_text(row, 0, 3, arena),
        .anonymity = (enum anonymity)field_code(row, 0, 4, &anonymity_codes),
        .next_deadline = field_id(row, 0, 5),
        .next_kind = (enum limit)field_code(row, 0, 6, &limit_codes),
        .next_deadline_then = field_id(row, 0, 7),
        .policy_version = (int)field_integer(row, 0, 8),
        .calendar_version = (int)field_integer(row, 0, 9),
    };
}

static enum problem head_collect(struct store *store, struct arena *arena, struct case_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *head = head_of_row(row, arena);
    return NO_PROBLEM;
}

static void head_queue(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_CASE_HEAD, values, COUNT(values));
}

void store_case_read(struct store *store, struct id council, struct id complaint)
{
    head_queue(store, council, complaint);
    store_acts_read(store, council, complaint);
}

enum problem store_case_collect(struct store *store, struct arena *arena, struct case_head *head,
                                struct act **acts, size_t *count)
{
    TRY(head_collect(store, arena, head));
    return store_acts_collect(store, arena, 0, acts, count);
}

void store_case_show(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_COMPLAINT_SHOW, values, COUNT(values));
    store_acts_read(store, council, complaint);
}

enum problem store_case_shown(struct store *store, struct arena *arena, struct writer *writer,
                              struct case_head *head, struct act **acts, size_t *count)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    write_result_members(writer, row, 0);
    *head = head_of_row(row, arena);
    return store_acts_collect(store, arena, 0, acts, count);
}

void store_versions_read(struct store *store, struct id council)
{
    const char *values[] = {query_id(store, council)};

    query_queue(store, SQL_CASE_VERSIONS, values, COUNT(values));
}

enum problem store_versions_collect(struct store *store, struct case_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *head = (struct case_head){
        .policy_version = (int)field_integer(row, 0, 0),
        .calendar_version = (int)field_integer(row, 0, 1),
    };
    return NO_PROBLEM;
}

void store_case_lock(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_CASE_LOCK, values, COUNT(values));
    head_queue(store, council, complaint);
    store_acts_read(store, council, complaint);
}

enum problem store_case_locked(struct store *store, struct arena *arena, size_t spare,
                               struct case_head *head, struct act **acts, size_t *count)
{
    auto_result *lock = NULL;

    TRY(query_collect(store, ONE_ROW, &lock));
    TRY(head_collect(store, arena, head));
    return store_acts_collect(store, arena, spare, acts, count);
}

void store_act_add(struct store *store, struct id council, struct id complaint,
                   const struct act *act, const char *actor)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_number(store, act->number),
        code_text(&act_kind_codes, (int)act->kind),
        query_date(store, act->on),
        query_date(store, act->received_on),
        query_date(store, act->recorded_on),
        query_date(store, act->until),
        code_text(&role_codes, (int)act->by),
        query_number(store, act->stage),
        code_text(&form_codes, (int)act->form),
        code_text(&channel_codes, (int)act->channel),
        code_text(&kind_codes, (int)act->matter),
        code_text(&anonymity_codes, (int)act->anonymity),
        code_text(&capacity_codes, (int)act->capacity),
        code_text(&route_codes, (int)act->route),
        code_text(&proposal_codes, (int)act->of),
        code_text(&notice_codes, (int)act->notice),
        code_text(&role_codes, (int)act->role),
        code_text(&ground_codes, (int)act->ground),
        code_text(&fact_codes, (int)act->fact),
        query_flag(act->agreed),
        query_flag(act->child),
        query_number(store, (long long)act->points),
        act->findings,
        query_number(store, act->corrects),
        query_id(store, act->subject),
        actor,
    };

    query_queue(store, SQL_ACT_ADD, values, COUNT(values));
}
