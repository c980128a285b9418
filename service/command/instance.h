/* instance.h - a service of one's own on loopback, for as long as a command needs it. */
#ifndef HEARD_COMMAND_INSTANCE_H
#define HEARD_COMMAND_INSTANCE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/lang.h"

struct instance {
    pid_t process;
    int port;
};

/* Start `heard serve` of this same program, with this process's settings, on ports that are free; returns when it is
 * ready, or false, with a sentence on standard error. It ends with this process at the latest. */
checked bool instance_start(struct instance *instance);

/* End it in order. Returns false when it did not end well. */
checked bool instance_stop(struct instance *instance);

#endif
