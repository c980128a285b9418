/* domain/particulars.h - what a decision must say in words, as far as the law asks for it. Whether the words are there is
 * the caller's to say; which must be there, and why, is here. Pure. */
#ifndef HEARD_DOMAIN_PARTICULARS_H
#define HEARD_DOMAIN_PARTICULARS_H

#include <stdbool.h>

#include "domain/act.h"
#include "domain/violation.h"

/* True: the words, or the person, are there. */
struct particulars {
    bool reasons;
    bool second_person; /* of a corporate route, of a correction */
    bool child_views;   /* or why the child was not asked, reg. 12(2) */
    bool
        limb_reasonable; /* reg. 9(2)(a): whether it was reasonable to expect the complaint in time */
    bool limb_fair; /* reg. 9(2)(b): whether it can still be considered effectively and fairly */
};

/* Add to `violations` everything that `act` leaves unsaid, all at once. Acts that are no decisions need nothing. */
void particulars_check(const struct act *act, const struct particulars *given,
                       struct violations *violations);

#endif
