#include "store/participant_store.h"

#include "query.h"

static const char *number_or_null(struct store *store, int number)
{
    return number > 0 ? query_number(store, number) : NULL;
}

static void contact_add(struct store *store, struct id council, const struct participant_row *row)
{
    const char *values[] = {query_id(store, council), query_id(store, row->id),
                            query_id(store, row->complaint), row->contact,
                            query_date(store, row->born_on)};

    query_queue(store, SQL_PARTICIPANT_CONTACT_ADD, values, COUNT(values));
}

static void identity_add(struct store *store, struct id council, const struct participant_row *row)
{
    const char *values[] = {query_id(store, council), query_id(store, row->id),
                            query_id(store, row->complaint), row->issuer, row->subject};

    query_queue(store, SQL_PARTICIPANT_IDENTITY_ADD, values, COUNT(values));
}

size_t store_participant_add(struct store *store, struct id council,
                             const struct participant_row *row)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, row->id),
        query_id(store, row->complaint),
        row->kind,
        code_text(&role_codes, (int)row->role),
        number_or_null(store, row->stage),
        query_id(store, row->person),
        query_id(store, row->advocate),
        row->name,
        code_text(&capacity_codes, (int)row->capacity),
        row->relation,
        row->under_18,
        query_flag(row->may_withdraw),
        query_date(store, row->from_on),
        row->relation_to_authority,
        row->relation_to_case,
        row->check,
        number_or_null(store, row->act),
        query_flag(row->issuer != NULL),
    };
    size_t queued = 1;

    query_queue(store, SQL_PARTICIPANT_ADD, values, COUNT(values));
    if (row->issuer) {
        identity_add(store, council, row);
        queued++;
    }
    if (row->contact || !date_none(row->born_on)) {
        contact_add(store, council, row);
        queued++;
    }
    return queued;
}

void store_participant_list(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_PARTICIPANT_LIST, values, COUNT(values));
}

void store_stage_people(struct store *store, struct id council, struct id complaint, int stage)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_number(store, stage)};

    query_queue(store, SQL_STAGE_PEOPLE, values, COUNT(values));
}

void store_participant_show(struct store *store, struct id council, struct id complaint,
                            struct id participant)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, participant)};

    query_queue(store, SQL_PARTICIPANT_SHOW, values, COUNT(values));
}

void store_participant_lock(struct store *store, struct id council, struct id complaint,
                            struct id participant)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, participant)};

    query_queue(store, SQL_PARTICIPANT_LOCK, values, COUNT(values));
}

enum problem store_participant_locked(struct store *store, struct arena *arena,
                                      struct participant_head *head)
{
    auto_result *row = NULL;

    TRY(query_collect(store, ONE_ROW, &row));
    *head = (struct participant_head){
        .version = (int)field_integer(row, 0, 0),
        .role = (enum role)field_code(row, 0, 1, &role_codes),
        .kind = field_text(row, 0, 2, arena),
        .from_on = field_date(row, 0, 3),
        .to_on = field_date(row, 0, 4),
    };
    return NO_PROBLEM;
}

void store_participant_amend(struct store *store, struct id council, struct id participant,
                             const struct participant_change *change)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, participant),
        query_flag(change->name_given),
        change->name,
        query_flag(change->relation_given),
        change->relation,
        query_flag(change->under_18_given),
        change->under_18,
        query_flag(change->may_withdraw_given),
        query_flag(change->may_withdraw),
        query_flag(change->to_on_given),
        query_date(store, change->to_on),
    };

    query_queue(store, SQL_PARTICIPANT_AMEND, values, COUNT(values));
}

void store_participant_identity_put(struct store *store, struct id council, struct id complaint,
                                    struct id participant, const char *issuer, const char *subject)
{
    const char *values[] = {query_id(store, council), query_id(store, participant),
                            query_id(store, complaint), issuer, subject};

    query_queue(store, SQL_PARTICIPANT_IDENTITY_PUT, values, COUNT(values));
}

void store_participant_contact_put(struct store *store, struct id council, struct id complaint,
                                   struct id participant, const char *contact, bool born_on_given,
                                   struct date born_on)
{
    const char *values[] = {
        query_id(store, council), query_id(store, participant), query_id(store, complaint),
        contact ? contact : "{}", query_flag(born_on_given),    query_date(store, born_on),
    };

    query_queue(store, SQL_PARTICIPANT_CONTACT_PUT, values, COUNT(values));
}

void store_complaint_handler_set(struct store *store, struct id council, struct id complaint,
                                 struct id participant)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, participant)};

    query_queue(store, SQL_COMPLAINT_HANDLER_SET, values, COUNT(values));
}
