/* domain/independence.h - who may hold a role on a complaint (regs. 2(1), 17(2), 19(3); rulebook 2). Pure. */
#ifndef HEARD_DOMAIN_INDEPENDENCE_H
#define HEARD_DOMAIN_INDEPENDENCE_H

#include <stdbool.h>

#include "domain/codes.h"
#include "domain/violation.h"

/* Somebody proposed for a role; AUTHORITY_TIE_NONE and CASE_TIE_NONE say that nothing was declared. */
struct candidate {
    enum role role;
    enum authority_tie authority; /* tie to the council, or to the body that runs its service */
    enum case_tie complaint;      /* tie to this complaint */
};

/* Whether the law wants an independent person in `role`. */
bool independence_wanted(enum role role);

/* Add to `violations` every rule that bars the candidate. A person complained about holds no role at all; a role that
 * must be independent needs the tie to the authority declared. */
void independence_check(const struct candidate *candidate, struct violations *violations);

#endif
