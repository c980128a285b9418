/* Where Ulfius ends and Heard begins: nothing else of this folder knows its structs. */
#ifndef HEARD_API_EDGE_H
#define HEARD_API_EDGE_H

#include <ulfius.h>

#include "api/reply.h"
#include "api/request.h"

/* Ulfius's default endpoint: every request of both ports comes here. `port` is a struct port. */
int dispatch(const struct _u_request *from, struct _u_response *response, void *port);

/* Read what Ulfius hands over; texts stay Ulfius's. Every request gets its id and its trace.
 *
 * Returns PROBLEM_MALFORMED_REQUEST, with `why` as a sentence, for the shapes by which requests are smuggled: a repeated
 *         Content-Length, Transfer-Encoding, Authorization, Idempotency-Key, Host, Content-Type or If-Match in any
 *         spelling, Content-Length beside Transfer-Encoding, an encoding that is not chunked, control characters in a
 *         header. The connection must then be closed. */
checked enum problem request_read(const struct _u_request *from, struct request *request,
                                  const char **why);

/* Hand the reply to Ulfius. The body is lent, not copied; `done`, if any, is called when it has been taken. */
void reply_send(const struct reply *reply, struct _u_response *response, void (*done)(void));

#endif
