/* One line for each request (decision 24): route, ids, status, milliseconds; never names, words, tokens, queries. */
#ifndef HEARD_API_REQUEST_LOG_H
#define HEARD_API_REQUEST_LOG_H

#include "api/exchange.h"
#include "api/reply.h"

void request_log(const struct exchange *x, enum problem problem, const struct reply *reply,
                 int64_t microseconds);

#endif
