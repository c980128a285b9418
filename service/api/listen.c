#include "listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"

enum {
    BACKLOG = 1024
};

static const char *reason(int error)
{
    switch (error) {
    case EADDRINUSE:
        return "another program has that port";
    case EADDRNOTAVAIL:
        return "this machine has no such address";
    case EACCES:
        return "ports below 1024 need a privilege";
    default:
        return "the system refuses it";
    }
}

static bool set_up(int made, const struct addrinfo *found)
{
    const int on = 1;

    return setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
           fcntl(made, F_SETFD, FD_CLOEXEC) == 0 && fcntl(made, F_SETFL, O_NONBLOCK) == 0 &&
           bind(made, found->ai_addr, found->ai_addrlen) == 0 && listen(made, BACKLOG) == 0;
}

int listen_on(const char *address, long port)
{
    const struct addrinfo wanted = {.ai_socktype = SOCK_STREAM,
                                    .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    char digits[8];
    int made;
    int error;

    (void)snprintf(digits, sizeof digits, "%ld", port);
    if (getaddrinfo(address, digits, &wanted, &found) != 0) {
        log_event(LOG_ERROR, "start_failed", "HEARD_LISTEN: %s is no address of this machine.",
                  address);
        return -1;
    }
    made = socket(found->ai_family, SOCK_STREAM, 0);
    if (made < 0 || !set_up(made, found)) {
        error = errno;
        log_event(LOG_ERROR, "start_failed", "Cannot listen on %s port %ld: %s (error %d).",
                  address, port, reason(error), error);
        if (made >= 0)
            (void)close(made);
        made = -1;
    }
    freeaddrinfo(found);
    return made;
}

long descriptors_raise(long wanted)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    if (limit.rlim_cur < (rlim_t)wanted) {
        limit.rlim_cur = limit.rlim_max < (rlim_t)wanted ? limit.rlim_max : (rlim_t)wanted;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
        (void)getrlimit(RLIMIT_NOFILE, &limit);
    }
    return limit.rlim_cur > (rlim_t)wanted ? wanted : (long)limit.rlim_cur;
}
