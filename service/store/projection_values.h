/* projection_values.h - what a complaint's row repeats of its standing, as values of a statement. */
#ifndef HEARD_STORE_PROJECTION_VALUES_H
#define HEARD_STORE_PROJECTION_VALUES_H

#include "store/projection.h"

enum {
    PROJECTED = 20
};

/* In the order of case_project.sql, $3 to $22. */
void projection_values(struct store *store, const struct projection *projection,
                       const char *values[PROJECTED]);

#endif
