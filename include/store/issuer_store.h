/* store/issuer_store.h - whose tokens are trusted for which council: the rows of the table `issuer` (decision 13). */
#ifndef HEARD_STORE_ISSUER_STORE_H
#define HEARD_STORE_ISSUER_STORE_H

#include "store/store.h"

/* One issuer for one council; an issuer of several councils has as many rows. */
struct issuer_row {
    const char *issuer;
    const char *audience;
    const char *jwks; /* address or path of its keys */
    const char *slug; /* the council */
    struct id council;
};

struct issuer_rows {
    const struct issuer_row *items; /* by issuer, then by slug */
    size_t count;
};

/* Queue the list; it is collected as structs of `arena`. */
void store_issuers(struct store *store);
checked enum problem store_issuers_collect(struct store *store, struct arena *arena,
                                           struct issuer_rows *issuers);

#endif
