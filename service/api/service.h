/* What the files of this folder share of the running service. */
#ifndef HEARD_API_SERVICE_H
#define HEARD_API_SERVICE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "security/token.h"
#include "store/pool.h"

struct service {
    struct pool *pool;
    struct tokens *tokens;
    size_t head_most; /* bytes of request line and headers */
    size_t body_most;
    atomic_bool draining; /* no connection is kept any more */
    atomic_bool closed;   /* no request is begun any more */
};

extern struct service service;

/* One of the two ports. */
struct port {
    bool second; /* health and metrics */
};

#endif
