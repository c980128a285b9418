/* api/actions.h - what the caller may do now, and why the rest is blocked: `available_actions` of a complaint. */
#ifndef HEARD_API_ACTIONS_H
#define HEARD_API_ACTIONS_H

#include "domain/procedure.h"
#include "store/writer.h"

struct exchange;

/* Write the array of actions for the caller's role on `complaint`, which stands at `standing` today. */
void write_actions(struct writer *writer, const struct exchange *x, struct id complaint,
                   const struct standing *standing);

#endif
