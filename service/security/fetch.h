/* fetch.h - reads a small document that an operator pointed at: a file, or an address of the web, checked and bounded. */
#ifndef HEARD_SECURITY_FETCH_H
#define HEARD_SECURITY_FETCH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include <sys/socket.h>

#include "security/fault.h"

struct fetch {
    const char *location; /* absolute path, https:// URL, or http:// URL of loopback */
    bool private_network; /* may lead to a private address */
    long longest_ms;
    size_t longest_bytes;
    atomic_bool *stop; /* once true, the reading is given up within a second; may be NULL */
};

enum network {
    NETWORK_PUBLIC,
    NETWORK_PRIVATE,
    NETWORK_LOOPBACK,
    NETWORK_FORBIDDEN
};

/* Where an address lies. Forbidden is what no server of documents has: link-local (there live the clouds' metadata
 * services), multicast, unspecified, reserved; and every family but IPv4 and IPv6. */
enum network network_of(const struct sockaddr *address);

/* Can `location` be read at all, by its form? False, with `fault`, for a relative path, another scheme, an http:// URL
 * of any host but loopback, or a URL that carries a password. */
bool location_judge(const char *location, struct fault *fault);

bool location_is_file(const char *location);

/* Read the document. `text` is the caller's, to free(), and ended with NUL. False with `fault`. Blocks. */
bool fetch_read(const struct fetch *fetch, char **text, size_t *length, struct fault *fault);

#endif
