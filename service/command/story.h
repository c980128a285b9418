/* story.h - what happened in a council, as a list of requests, told to a service over HTTP.
 *
 * A story is JSON: {"steps": [{"at": -38, "as": "intake_officer", "post": "/v1/complaints", "body": {...}, "keep": "tia"},
 * ...]}. `at` counts working days from the last one, today or before; the council's test clock is moved to it before the step. `as` is the
 * role, `sub` who (usually called like the role). `post`, `put` or `patch` is the address; `of` names the complaint whose
 * version the step acts on; `new` says that a put makes something; `keep` gives the id of what was made a name. In addresses and bodies <tia> stands for that id
 * and <at:-30> for the day so many working days from there. */
#ifndef HEARD_COMMAND_STORY_H
#define HEARD_COMMAND_STORY_H

#include <stdbool.h>

#include <jansson.h>

#include "base/lang.h"
#include "domain/date.h"

struct arena;
struct session;

struct story {
    struct arena *arena;
    int port;
    const char *council;          /* slug */
    struct date today;            /* where the council's clock stands in the end */
    struct date last;             /* the last working day until then, at 0: found by story_tell */
    const struct session *signer; /* of the tokens */
    json_t *kept;                 /* ids by name */
    json_t *tokens;               /* by role and subject */
    json_t *days;                 /* by working days back */
};

/* Tell `steps` in order. Returns false, with a sentence on standard error, at the first that the service refuses. */
checked bool story_tell(struct story *story, const json_t *steps);

#endif
