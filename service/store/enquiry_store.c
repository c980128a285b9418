#include "store/enquiry_store.h"

#include "query.h"

void store_enquiry_add(struct store *store, struct id council, struct id enquiry,
                       const struct enquiry_entry *entry, const char *actor)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, enquiry),
        entry->kind,
        query_date(store, entry->received_on),
        entry->channel,
        entry->words,
        entry->name,
        entry->contact,
        entry->capacity,
        query_date(store, entry->advocacy_told_on),
        query_date(store, entry->guidance_offered_on),
        actor,
    };

    query_queue(store, SQL_ENQUIRY_ADD, values, COUNT(values));
}

void store_enquiry_show(struct store *store, struct id council, struct id enquiry)
{
    const char *values[] = {query_id(store, council), query_id(store, enquiry)};

    query_queue(store, SQL_ENQUIRY_SHOW, values, COUNT(values));
}

void store_enquiries_list(struct store *store, struct id council, const char *kinds,
                          const char *open, size_t rows, const char *const key[2])
{
    const char *values[] = {query_id(store, council),
                            kinds,
                            open,
                            query_number(store, (long long)rows),
                            key[0],
                            key[1]};

    query_queue(store, SQL_ENQUIRY_LIST, values, COUNT(values));
}

void store_enquiry_lock(struct store *store, struct id council, struct id enquiry)
{
    const char *values[] = {query_id(store, council), query_id(store, enquiry)};

    query_queue(store, SQL_ENQUIRY_LOCK, values, COUNT(values));
}

void store_enquiry_amend(struct store *store, struct id council, struct id enquiry,
                         const char *given, const struct enquiry_entry *entry)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, enquiry),
        given,
        entry->words,
        entry->name,
        entry->contact,
        query_date(store, entry->advocacy_told_on),
        query_date(store, entry->guidance_offered_on),
        query_id(store, entry->complaint),
        entry->outcome,
        query_date(store, entry->closed_on),
    };

    query_queue(store, SQL_ENQUIRY_AMEND, values, COUNT(values));
}
