#include "store/advocate_store.h"

#include "query.h"

void store_advocate_add(struct store *store, struct id council, struct id advocate,
                        const struct advocate_entry *entry)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, advocate),
        entry->name,
        entry->provider,
        entry->contact,
        entry->languages,
        entry->areas,
        entry->issuer,
        entry->subject,
        query_flag(entry->default_provider),
        query_flag(entry->available),
    };

    query_queue(store, SQL_ADVOCATE_ADD, values, COUNT(values));
}

void store_advocate_show(struct store *store, struct id council, struct id advocate,
                         bool identities)
{
    const char *values[] = {query_id(store, council), query_id(store, advocate),
                            query_flag(identities)};

    query_queue(store, SQL_ADVOCATE_SHOW, values, COUNT(values));
}

void store_advocates_list(struct store *store, struct id council, bool identities,
                          const char *available, size_t rows, const char *const key[3])
{
    const char *values[] = {query_id(store, council),
                            query_flag(identities),
                            available,
                            query_number(store, (long long)rows),
                            key[0],
                            key[1],
                            key[2]};

    query_queue(store, SQL_ADVOCATE_LIST, values, COUNT(values));
}

void store_advocate_lock(struct store *store, struct id council, struct id advocate)
{
    const char *values[] = {query_id(store, council), query_id(store, advocate)};

    query_queue(store, SQL_ADVOCATE_LOCK, values, COUNT(values));
}

void store_advocate_amend(struct store *store, struct id council, struct id advocate,
                          const char *given, const struct advocate_entry *entry)
{
    const char *values[] = {
        query_id(store, council),
        query_id(store, advocate),
        given,
        entry->name,
        entry->provider,
        entry->contact,
        entry->languages,
        entry->areas,
        entry->issuer,
        entry->subject,
        query_flag(entry->default_provider),
        query_flag(entry->available),
    };

    query_queue(store, SQL_ADVOCATE_AMEND, values, COUNT(values));
}
