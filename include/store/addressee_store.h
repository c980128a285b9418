/* store/addressee_store.h - who takes part in a complaint now, as far as letters and requests need to name them. */
#ifndef HEARD_STORE_ADDRESSEE_STORE_H
#define HEARD_STORE_ADDRESSEE_STORE_H

#include "domain/codes.h"
#include "store/store.h"

struct addressee {
    struct id id; /* of the participant */
    enum role role;
    const char *name;  /* NULL: none is known */
    const char *phone; /* NULL: none is known */
    const char *email; /* NULL: none is known */
    bool mine;         /* the visitor's own token */
    bool may_withdraw; /* of several complainants perhaps only some */
};

struct addressees {
    const struct addressee *items; /* in the order in which they came to the case */
    size_t count;
};

/* Queue those who take part on `today`; collected as structs of `arena`. */
void store_addressees(struct store *store, struct id council, struct id complaint,
                      struct date today);
checked enum problem store_addressees_collect(struct store *store, struct arena *arena,
                                              struct addressees *addressees);

#endif
