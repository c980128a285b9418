/* store/rules_store.h - what the procedure counts by: a council's policies and the national calendar. */
#ifndef HEARD_STORE_RULES_STORE_H
#define HEARD_STORE_RULES_STORE_H

#include "domain/calendar.h"
#include "domain/policy.h"
#include "store/store.h"

/* Whom to ring, as the newest policy says; empty where it says nothing. By value: it is kept beside the policies. */
enum {
    CONTACT_LONGEST = 159
};
struct policy_contacts {
    char council[CONTACT_LONGEST + 1];  /* "complaints@example.org or 01234 567890" */
    char advocacy[CONTACT_LONGEST + 1]; /* "National Youth Advocacy Service, 0808 808 1001" */
};

/* Queue every policy of `council`; collected as structs of `arena`. A council without one has the statute's.
 * `contacts` may be NULL. */
void store_policies_read(struct store *store, struct id council);
checked enum problem store_policies_collect(struct store *store, struct arena *arena,
                                            struct policies *policies,
                                            struct policy_contacts *contacts);

/* Queue the newest version of the calendar; collected into `arena`. PROBLEM_CALENDAR_UNKNOWN when there is none. */
void store_calendar_read(struct store *store);
checked enum problem store_calendar_collect(struct store *store, struct arena *arena,
                                            struct calendar *calendar);

#endif
