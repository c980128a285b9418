#include "store/decision_store.h"

#include "query.h"

void store_decision_add(struct store *store, struct id council, const struct decision_row *decision)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, decision->id),
        query_id(store, decision->complaint),
        decision->kind,
        query_date(store, decision->decided_on),
        code_text(&role_codes, (int)decision->decided_by_role),
        query_numbers(store, decision->points, decision->point_count),
        decision->reasons,
        decision->evidence,
        decision->detail ? decision->detail : "{}",
        query_id(store, decision->in_answer_to),
        query_id(store, decision->supersedes),
        decision->second_person,
        query_number(store, decision->stage),
        query_number(store, decision->act),
        decision->recorded_by,
        decision->old_value,
        decision->clocks,
    };

    query_queue(store, SQL_DECISION_ADD, values, COUNT(values));
}

void store_decision_find(struct store *store, struct id council, struct id complaint,
                         struct id decision)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, decision)};

    query_queue(store, SQL_DECISION_FIND, values, COUNT(values));
}

enum problem store_decision_found(struct store *store, struct arena *arena,
                                  struct decision_found *found)
{
    auto_result *rows = NULL;

    TRY(query_collect(store, ANY_ROWS, &rows));
    if (PQntuples(rows) == 0)
        return PROBLEM_NOT_FOUND; /* for the caller to say where: the transaction goes on */
    *found = (struct decision_found){
        .id = field_id(rows, 0, 0),
        .kind = field_text(rows, 0, 1, arena),
        .of = (enum proposal)field_code(rows, 0, 2, &proposal_codes),
        .act = (int)field_integer(rows, 0, 3),
        .superseded = field_flag(rows, 0, 4),
    };
    return NO_PROBLEM;
}

static void list_queue(struct store *store, struct id council, struct id complaint,
                       struct id decision, const char *kinds, const char *after, size_t rows)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, complaint),
        query_id(store, decision),
        kinds,
        after,
        query_number(store, (long long)rows),
    };

    query_queue(store, SQL_DECISION_LIST, values, COUNT(values));
}

void store_decision_show(struct store *store, struct id council, struct id complaint,
                         struct id decision)
{
    list_queue(store, council, complaint, decision, NULL, NULL, 1);
}

void store_decision_list(struct store *store, struct id council, struct id complaint,
                         const char *kinds, const char *after, size_t rows)
{
    list_queue(store, council, complaint, (struct id){{0}}, kinds, after, rows);
}

void store_functions_set(struct store *store, struct id council, struct id complaint,
                         const char *functions)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint), functions};

    query_queue(store, SQL_COMPLAINT_FUNCTIONS_SET, values, COUNT(values));
}

void store_point_functions_set(struct store *store, struct id council, struct id complaint,
                               const char *numbers, const char *functions)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint), numbers,
                            functions};

    query_queue(store, SQL_POINT_FUNCTIONS_SET, values, COUNT(values));
}

void store_point_bodies_set(struct store *store, struct id council, struct id complaint,
                            const char *numbers, const char *bodies)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint), numbers, bodies};

    query_queue(store, SQL_POINT_BODIES_SET, values, COUNT(values));
}

void store_notice_sent_on_set(struct store *store, struct id council, struct id complaint,
                              struct id notice, struct date sent_on, struct date deemed_on)
{
    const char *values[] = {
        query_id(store, council),   query_id(store, complaint),   query_id(store, notice),
        query_date(store, sent_on), query_date(store, deemed_on),
    };

    query_queue(store, SQL_NOTICE_SENT_ON_SET, values, COUNT(values));
}
