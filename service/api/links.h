/* links.h - links as a new complaint brings them. */
#ifndef HEARD_API_LINKS_H
#define HEARD_API_LINKS_H

#include "api/exchange.h"

struct link {
    unsigned kind;
    struct id to;
};
extern const struct body link_body;

/* Queue the links of the new `complaint`; the statements queued. Each touches no row when its other end is not seen. */
size_t links_queue(struct exchange *x, struct id complaint, const struct objects *links);

#endif
