/* Compression of answers: only when asked for, above HEARD_GZIP_BYTES, and where it saves something. */
#ifndef HEARD_API_ENCODING_H
#define HEARD_API_ENCODING_H

#include "api/exchange.h"
#include "api/reply.h"

/* Compress the reply's body if that is worth it; the ETag then becomes a weak one. */
void encoding_apply(struct exchange *x, struct reply *reply);

#endif
