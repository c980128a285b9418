/* store/calendar_view.h - the national calendar as readers want it; see rules_store.h for counting. */
#ifndef HEARD_STORE_CALENDAR_VIEW_H
#define HEARD_STORE_CALENDAR_VIEW_H

#include "store/store.h"

/* Queue version, source and the first and last known day of the newest calendar. No row: none was imported. */
void store_calendar_facts(struct store *store);

/* Queue its holidays from one day to another; no date: as far as it is known. */
void store_non_working_days(struct store *store, struct date from, struct date to);

#endif
