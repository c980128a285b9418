/* Who asks, for which council, and whether the route lets them in. */
#ifndef HEARD_API_ACCESS_H
#define HEARD_API_ACCESS_H

#include "api/exchange.h"

/* Read the bearer token and fill in actor, role, council, day and visitor.
 *
 * Returns PROBLEM_UNAUTHENTICATED with the challenge of RFC 6750; PROBLEM_INSUFFICIENT_SCOPE with what is lacking;
 *         PROBLEM_UNAVAILABLE when the issuer's keys or the database are away;
 *         PROBLEM_NOT_FOUND for an unknown `?council=` of a public read. */
checked enum problem access_check(struct exchange *x, struct tokens *tokens);

#endif
