#include "store/council_store.h"

#include <string.h>

#define OPERATOR "heard|operator" /* who recorded what a command of the operator writes */

static void council_add(struct store *store, const struct council_new *council)
{
    const char *values[] = {
        query_id(store, council->id),
        council->slug,
        council->code,
        council->name,
        query_flag(council->sandbox),
        council->sandbox ? query_date(store, council->today) : NULL,
    };

    query_queue(store, SQL_COUNCIL_ADD, values, COUNT(values));
}

static void issuer_add(struct store *store, const struct council_new *council)
{
    bool address = strstr(council->jwks, "://") != NULL;
    const char *values[] = {
        query_id(store, council->id),
        council->issuer,
        council->audience,
        address ? council->jwks : NULL,
        address ? NULL : council->jwks,
    };

    query_queue(store, SQL_ISSUER_ADD, values, COUNT(values));
}

static enum problem council_added(struct store *store, const struct council_new *council)
{
    int version;

    TRY(store_done(store, true));
    TRY(store_policy_added(store, &version));
    return council->issuer ? store_done(store, true) : NO_PROBLEM;
}

enum problem store_council_make(struct store *store, const struct council_new *council)
{
    enum problem problem;
    enum problem ended;

    store_write(store, NULL);
    council_add(store, council);
    store_policy_add(store, council->id, council->policy_from, NULL, council->policy, OPERATOR);
    if (council->issuer)
        issuer_add(store, council);
    store_commit(store);
    problem = council_added(store, council);
    ended = store_finish(store);
    return problem != NO_PROBLEM ? problem : ended;
}
