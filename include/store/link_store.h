/* store/link_store.h - complaints that belong together. */
#ifndef HEARD_STORE_LINK_STORE_H
#define HEARD_STORE_LINK_STORE_H

#include "store/store.h"

struct link_entry {
    struct id id;
    struct id complaint;
    struct id other;
    const char *kind;
};

/* `actor` is "issuer|subject". Touches no row when the visitor may not know of the other complaint. */
void store_link_add(struct store *store, struct id council, const struct link_entry *link,
                    const char *actor);
void store_link_show(struct store *store, struct id council, struct id link);
void store_links_list(struct store *store, struct id council, struct id complaint);

/* From either of its ends; touches no row when it is no link of `complaint`. */
void store_link_remove(struct store *store, struct id council, struct id complaint, struct id link);

#endif
