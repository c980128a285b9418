/* store/rules_store.h - what the procedure counts by: a council's policies and the national calendar. */
#ifndef HEARD_STORE_RULES_STORE_H
#define HEARD_STORE_RULES_STORE_H

#include "domain/calendar.h"
#include "domain/policy.h"
#include "store/store.h"

/* Queue every policy of `council`; collected as structs of `arena`. A council without one has the statute's. */
void store_policies_read(struct store *store, struct id council);
checked enum problem store_policies_collect(struct store *store, struct arena *arena, struct policies *policies);

/* Queue the newest version of the calendar; collected into `arena`. PROBLEM_CALENDAR_UNKNOWN when there is none. */
void store_calendar_read(struct store *store);
checked enum problem store_calendar_collect(struct store *store, struct arena *arena, struct calendar *calendar);

#endif
