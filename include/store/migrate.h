/* store/migrate.h - the schema, brought forward: `heard migrate` (decisions 5, 10).
 *
 * Forward only; each migration in a transaction of its own, with its checksum kept; one migration at a time under an
 * advisory lock, so that ten instances may start at once. */
#ifndef HEARD_STORE_MIGRATE_H
#define HEARD_STORE_MIGRATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

struct migrate_options {
    const char
        *database; /* a superuser, or a member of heard_owner when the roles are there already */
    const char
        *service_password; /* of heard_service and heard_worker; NULL or empty: left as it is */
    void (*tell)(const char *sentence); /* each step; NULL: silent */
    int stop_before;                    /* tests: apply no migration from this number on; 0: all */
};

/* Apply what is missing. Returns false with a sentence for the operator; then nothing of the migration that failed is
 * left behind, the ones before it are. */
checked bool store_migrate(const struct migrate_options *options, char *sentence, size_t size);

#endif
