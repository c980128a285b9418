/* The transaction around a handler: opened for who asks, committed with the answer, or rolled back. */
#ifndef HEARD_API_TRANSACTION_H
#define HEARD_API_TRANSACTION_H

#include "idempotency.h"

/* Run the route's handler. With `claim`, answer from what was kept, or keep what the handler answers. */
checked enum problem transaction_run(struct exchange *x, struct idempotency *claim);

/* The request's form is refused with `form`; a kept answer and a stale If-Match still come before it (api.md 2 "Order of
 * checks"). NO_PROBLEM when there is a kept answer. */
checked enum problem transaction_refuses(struct exchange *x, struct idempotency *claim,
                                         enum problem form);

#endif
