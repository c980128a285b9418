/* The council of a request: found once, remembered for a minute. */
#ifndef HEARD_API_TENANTS_H
#define HEARD_API_TENANTS_H

#include "api/exchange.h"

/* Fill in x->council and x->today for the council with that slug or id. A live council's day is today's date in London;
 * a sandbox's is its test clock's, read anew each time: its speed does not matter, its clock moves.
 *
 * Returns PROBLEM_NOT_FOUND for none, PROBLEM_UNAVAILABLE without the database. */
checked enum problem tenant_resolve(struct exchange *x, const char *slug_or_id);

#endif
