/* Pages of other origins (the Fetch standard's CORS protocol), as HEARD_CORS_ORIGINS allows. */
#ifndef HEARD_API_CORS_H
#define HEARD_API_CORS_H

#include "api/exchange.h"
#include "api/reply.h"

/* The headers by which a browser lets the page read the answer; none for an origin that is not allowed. */
void cors_headers(const struct exchange *x, struct reply *reply);

#endif
