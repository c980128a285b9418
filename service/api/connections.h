/* Every open connection of clients: counted, and watched by a janitor.
 *
 * libmicrohttpd's timeout is of silence only: a client that sends a byte a second holds a connection for ever. The
 * janitor shuts such a connection's socket down; libmicrohttpd then sees its end and closes it. The descriptor cannot
 * have become another's in between: libmicrohttpd says goodbye under the same lock before it closes. */
#ifndef HEARD_API_CONNECTIONS_H
#define HEARD_API_CONNECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <microhttpd.h>

#include "base/lang.h"

/* For MHD_OPTION_NOTIFY_CONNECTION. */
void connection_changed(void *context, struct MHD_Connection *connection, void **mark,
                        enum MHD_ConnectionNotificationCode code);

/* A request's first line has come; a request is over. */
void connection_request_began(struct MHD_Connection *connection);
void connection_request_ended(struct MHD_Connection *connection);

/* Start and stop the janitor: a request must be over `request_s` after its first line came; between two requests
 * libmicrohttpd's `idle_s` of silence pass at most, so `idle_s` + `request_s` without a first line is dripping. */
checked int connections_watch(long idle_s, long request_s);
void connections_unwatch(void);

struct connection_figures {
    uint64_t opened;  /* since the start */
    uint64_t open;    /* now */
    uint64_t began;   /* requests since the start */
    uint64_t running; /* requests between their first line and the end of their answer */
    uint64_t cut;     /* connections that the janitor shut down */
};
struct connection_figures connection_figures(void);

#endif
