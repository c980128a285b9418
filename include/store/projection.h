/* store/projection.h - what a complaint's row, its points and its clocks repeat of where it stands, so that lists are
 * fast. */
#ifndef HEARD_STORE_PROJECTION_H
#define HEARD_STORE_PROJECTION_H

#include "base/arena.h"
#include "domain/procedure.h"
#include "store/store.h"

/* The clock that ends first among those of the council's that still ask for something; a missed one does until it is
 * answered. NULL: none. */
const struct clock *standing_next_clock(const struct standing *standing);

/* Is a point of the complaint stopped (R8)? */
bool standing_any_stopped(const struct standing *standing);

/* Queue what the complaint's row and its points repeat of `standing`, and its clocks. `today` dates the moves. */
struct projection {
    struct id council;
    struct id complaint;
    const struct standing *standing;
    const struct clock_courses *courses;
    int acts;
    int events;
    int version;
    struct date today;
    int64_t now;             /* for the ids of new clocks */
    struct id next_deadline; /* the id of the next clock, if it is new; none: any */
    const char *cause;       /* code of the act that made the clocks move */
};
void store_case_project(struct store *store, struct arena *arena,
                        const struct projection *projection);
checked enum problem store_case_projected(struct store *store);

/* Queue the clocks alone: those of a complaint whose row (store_complaint_add) and points are written as they stand. */
void store_clocks_project(struct store *store, struct arena *arena,
                          const struct projection *projection);

#endif
