/* store/tenant_store.h - the council of a request, found before any tenant is known (decision 13); the version of a
 * complaint. */
#ifndef HEARD_STORE_TENANT_STORE_H
#define HEARD_STORE_TENANT_STORE_H

#include "store/store.h"

struct tenant_row {
    struct id id;
    const char *slug;
    const char *code;
    const char *name;
    bool sandbox;
    struct date test_day; /* of a sandbox: its own day */
};

/* Queue the search for the council with that slug or id. */
void store_tenant_find(struct store *store, const char *slug_or_id);

/* Its result; texts are of `arena`. PROBLEM_NOT_FOUND for an unknown council, or a sandbox whose time is over. */
checked enum problem store_tenant_found(struct store *store, struct arena *arena,
                                        struct tenant_row *tenant);

/* Queue the search for a complaint's version, for an If-Match beside a body that is refused anyway. */
void store_case_version(struct store *store, struct id council, struct id complaint);

/* Its result. PROBLEM_NOT_FOUND when the visitor may not know of the complaint. */
checked enum problem store_case_version_found(struct store *store, long *version);

#endif
