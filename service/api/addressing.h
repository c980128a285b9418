/* addressing.h - a participant named in a body: by id, or by a role that one person of the case holds. */
#ifndef HEARD_API_ADDRESSING_H
#define HEARD_API_ADDRESSING_H

#include "api/exchange.h"
#include "store/addressee_store.h"

/* A field's form: a UUID or the code of a role; `.fits = participant_named, .expected = PARTICIPANT_NAMED`. */
bool participant_named(const char *text);
#define PARTICIPANT_NAMED "a participant's id, or a role"

/* The one whom `name` means. PROBLEM_VALIDATION_FAILED with the fault at `pointer` when it is nobody of the case, or a
 * role that several hold. */
checked enum problem addressee_find(struct exchange *x, const struct addressees *people,
                                    const char *name, const char *pointer,
                                    const struct addressee **found);

/* The first who holds `role`, or NULL. */
const struct addressee *addressee_in_role(const struct addressees *people, enum role role);

#endif
