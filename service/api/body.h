/* What body.c and body_kinds.c share: one reading of a body. */
#ifndef HEARD_API_BODY_PRIVATE_H
#define HEARD_API_BODY_PRIVATE_H

#include <jansson.h>

#include "api/body.h"

/* Where in the body we are: a chain up to the root, made into a JSON pointer only when a fault needs it. */
struct place {
    const struct place *above;
    const char *name; /* of a member; NULL: the item `index` of an array */
    size_t index;
};

struct reading {
    struct arena *arena;
    struct body_faults *faults;
};

/* Note a fault at `place`; `detail` is static or of the arena. */
void reading_fault(const struct reading *reading, const struct place *place, const char *code,
                   const char *detail);

/* Read the value of `field` into `target`; faults are noted, and the target then stays empty. */
void value_read(const struct reading *reading, const struct place *place, const struct field *field,
                json_t *value, void *target);

/* The same for one object and its table; `given` may be NULL. */
void object_read(const struct reading *reading, const struct place *place, const struct body *body,
                 json_t *value, void *target, uint64_t *given);

#endif
