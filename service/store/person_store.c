#include "store/person_store.h"

#include "query.h"

void store_person_add(struct store *store, struct id council, struct id person,
                      const struct person_entry *entry)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, person),
        entry->name,
        entry->employer,
        entry->team,
        entry->job_title,
        entry->contact,
        entry->roles,
        entry->relation_to_authority,
        entry->issuer,
        entry->subject,
        query_flag(entry->available),
        entry->checks,
    };

    query_queue(store, SQL_PERSON_ADD, values, COUNT(values));
}

void store_person_show(struct store *store, struct id council, struct id person)
{
    const char *values[] = {query_id(store, council), query_id(store, person)};

    query_queue(store, SQL_PERSON_SHOW, values, COUNT(values));
}

void store_people_list(struct store *store, struct id council, const struct person_filter *filter,
                       size_t rows, const char *const key[2])
{
    const char *values[] = {query_id(store, council),
                            filter->role,
                            filter->available,
                            query_number(store, (long long)rows),
                            key[0],
                            key[1]};

    query_queue(store, SQL_PERSON_LIST, values, COUNT(values));
}

void store_person_lock(struct store *store, struct id council, struct id person)
{
    const char *values[] = {query_id(store, council), query_id(store, person)};

    query_queue(store, SQL_PERSON_LOCK, values, COUNT(values));
}

void store_person_amend(struct store *store, struct id council, struct id person, const char *given,
                        const struct person_entry *entry)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, person),
        given,
        entry->name,
        entry->employer,
        entry->team,
        entry->job_title,
        entry->contact,
        entry->roles,
        entry->relation_to_authority,
        entry->issuer,
        entry->subject,
        query_flag(entry->available),
        entry->checks,
    };

    query_queue(store, SQL_PERSON_AMEND, values, COUNT(values));
}
