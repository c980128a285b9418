#include "store/link_store.h"

#include "query.h"

void store_link_add(struct store *store, struct id council, const struct link_entry *link,
                    const char *actor)
{
    const char *values[] = {
        query_id(store, council),         query_id(store, link->id),
        query_id(store, link->complaint), link->kind,
        query_id(store, link->other),     actor,
    };

    query_queue(store, SQL_LINK_ADD, values, COUNT(values));
}

void store_link_show(struct store *store, struct id council, struct id link)
{
    const char *values[] = {query_id(store, council), query_id(store, link)};

    query_queue(store, SQL_LINK_SHOW, values, COUNT(values));
}

void store_links_list(struct store *store, struct id council, struct id complaint)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint)};

    query_queue(store, SQL_LINK_LIST, values, COUNT(values));
}

void store_link_remove(struct store *store, struct id council, struct id complaint, struct id link)
{
    const char *values[] = {query_id(store, council), query_id(store, complaint),
                            query_id(store, link)};

    query_queue(store, SQL_LINK_REMOVE, values, COUNT(values));
}
