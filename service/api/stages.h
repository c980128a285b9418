/* stages.h - what the resources under /stages/{stage} share. */
#ifndef HEARD_API_STAGES_H
#define HEARD_API_STAGES_H

#include "api/case.h"

/* The stage that the path names, 1 to 3. PROBLEM_NOT_FOUND for anything else. */
checked enum problem stage_of_path(const struct exchange *x, int *stage);

/* Compare If-Match, or `If-None-Match: *`, with what stands there now; `exists` says whether anything does.
 * PROBLEM_VERSION_MISMATCH. */
checked enum problem write_matches(struct exchange *x, bool exists, int version);

#endif
