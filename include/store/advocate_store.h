/* store/advocate_store.h - the register of advocates and their providers (s.26A, ADV5). */
#ifndef HEARD_STORE_ADVOCATE_STORE_H
#define HEARD_STORE_ADVOCATE_STORE_H

#include "store/store.h"

/* What an entry says. Texts may be NULL where nothing is said. */
struct advocate_entry {
    const char *name;
    const char *provider;
    const char *contact;   /* JSON object; of an amendment: a merge patch */
    const char *languages; /* array literals */
    const char *areas;
    const char *issuer;
    const char *subject;
    bool default_provider;
    bool available;
};

void store_advocate_add(struct store *store, struct id council, struct id advocate,
                        const struct advocate_entry *entry);

/* `identities`: show whose token an advocate bears. */
void store_advocate_show(struct store *store, struct id council, struct id advocate,
                         bool identities);

/* `rows` advocates after `key`: default provider, name, id, or NULLs. `available` is query_flag or NULL. */
void store_advocates_list(struct store *store, struct id council, bool identities,
                          const char *available, size_t rows, const char *const key[3]);

/* Lock an entry; its version is collected by store_version_collect. */
void store_advocate_lock(struct store *store, struct id council, struct id advocate);

/* Change the members whose names are in the array literal `given`. */
void store_advocate_amend(struct store *store, struct id council, struct id advocate,
                          const char *given, const struct advocate_entry *entry);

#endif
