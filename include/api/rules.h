/* api/rules.h - the policies and the calendar at hand, without asking PostgreSQL for them at each request.
 *
 * Both are versioned and only grow: a request learns the newest versions with its first flight and reads what is not
 * yet known. Shared by all threads. */
#ifndef HEARD_API_RULES_H
#define HEARD_API_RULES_H

#include "domain/calendar.h"
#include "domain/policy.h"
#include "store/rules_store.h"

struct exchange;

struct rules {
    struct policies policies;
    struct policy_contacts contacts;
    const struct calendar *calendar; /* lives until the process ends */
};

/* The rules of the caller's council. `policy_version` and `calendar_version` are the newest there are, 0: none.
 *
 * Inside a transaction that writes this may take one more flight; a reader's flight must have been collected whole, as
 * it is ended and another one begins. PROBLEM_CALENDAR_UNKNOWN when no calendar was imported. */
checked enum problem rules_know(struct exchange *x, int policy_version, int calendar_version,
                                struct rules *rules);

/* Give back what was kept; at the end of the process. */
void rules_forget(void);

#endif
