/* points.h - a point as a new complaint brings it. */
#ifndef HEARD_API_POINTS_H
#define HEARD_API_POINTS_H

#include "api/case.h"
#include "store/complaint_store.h"

struct period {
    struct date from;
    struct date to;
};

struct point_new {
    const char *own_words;
    unsigned function;
    const char *team;
    const struct period *period;
    const char *desired_outcome;
    struct date received_on;
};
extern const struct body point_body;

/* The row of `point`, with a new id, as the `number`th of its complaint, as it now stands. */
struct point_row point_row(struct exchange *x, const struct case_file *file, int number,
                           const struct point_new *point);

#endif
