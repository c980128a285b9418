/* deadlines.h - a clock as it is shown. */
#ifndef HEARD_API_DEADLINES_H
#define HEARD_API_DEADLINES_H

#include "api/exchange.h"
#include "domain/calendar.h"
#include "store/deadline_store.h"

/* Where the clock stands on `today`: what the days alone have missed is missed (invariant 23). */
enum clock_state deadline_status(const struct deadline_row *row, struct date today);

/* {id, kind, stage, status, due_on, remaining_working_days}. */
void write_deadline_summary(struct exchange *x, const struct calendar *calendar,
                            const struct deadline_row *row);

#endif
