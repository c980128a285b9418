/* store/recount.h - running clocks counted anew when the calendar has changed under them (decision 29, invariant 19). */
#ifndef HEARD_STORE_RECOUNT_H
#define HEARD_STORE_RECOUNT_H

#include "domain/calendar.h"
#include "store/store.h"

struct recount {
    const struct calendar *present; /* before the change */
    const struct calendar *next;
    const struct date *days; /* that have come or gone */
    size_t count;
    bool dry; /* count only */

    /* what came of it */
    int complaints;   /* with a clock that moved */
    int clocks_moved; /* clocks whose last day is another one now */
};

/* Count anew the clocks of every complaint concerned, across councils, each in a transaction of its own under the
 * complaint's lock, with its events. The store is the owner's. What was counted anew before is passed over, so that an
 * interrupted recount may be run again. */
checked enum problem store_recount(struct store *store, struct recount *recount);

#endif
