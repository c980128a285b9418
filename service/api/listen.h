/* A listening socket, made by ourselves so that a port that is taken can be told in a sentence. */
#ifndef HEARD_API_LISTEN_H
#define HEARD_API_LISTEN_H

#include "base/lang.h"

/* Listen on `address` (IPv4, IPv6 or localhost) and `port`. The descriptor, or -1 with a sentence in the log. */
checked int listen_on(const char *address, long port);

/* Let the process have `wanted` descriptors. How many it may have. */
long descriptors_raise(long wanted);

#endif
