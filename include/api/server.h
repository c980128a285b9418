/* api/server.h - the service on its two ports, from start to a stop that loses no answer. */
#ifndef HEARD_API_SERVER_H
#define HEARD_API_SERVER_H

#include "base/lang.h"
#include "security/token.h"
#include "store/pool.h"

/* Serve both ports, as the settings say, until SIGTERM or SIGINT; then take no more connections, let the requests that
 * run end, for HEARD_STOP_SECONDS at most, and stop. A second signal stops at once. Call it before any other thread
 * starts, or with those signals blocked in them. Returns the exit status of the process: 0 after a clean stop, 1, with a
 * sentence in the log, when it cannot start. */
checked int server_run(struct pool *pool, struct tokens *tokens);

/* Block the signals that server_run waits for, in this thread and those it starts from now on. */
void server_block_signals(void);

/* The listening port of the metrics: HEARD_METRICS_PORT, or the port after HEARD_PORT. */
long server_metrics_port(void);

#endif
