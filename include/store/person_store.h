/* store/person_store.h - the directory of staff and independent people (rulebook 2). */
#ifndef HEARD_STORE_PERSON_STORE_H
#define HEARD_STORE_PERSON_STORE_H

#include "store/store.h"

/* What an entry says. Texts may be NULL where nothing is said. */
struct person_entry {
    const char *name;
    const char *employer;
    const char *team;
    const char *job_title;
    const char *contact;               /* JSON object; of an amendment: a merge patch */
    const char *roles;                 /* array literal */
    const char *relation_to_authority; /* NULL: officer */
    const char *issuer;
    const char *subject;
    const char *checks; /* JSON array */
    bool available;
};

struct person_filter {
    const char *role;
    const char *available; /* query_flag, or NULL */
};

void store_person_add(struct store *store, struct id council, struct id person,
                      const struct person_entry *entry);
void store_person_show(struct store *store, struct id council, struct id person);

/* `rows` people after `key`: a name and an id, or NULLs. */
void store_people_list(struct store *store, struct id council, const struct person_filter *filter,
                       size_t rows, const char *const key[2]);

/* Lock an entry; its version is collected by store_version_collect. */
void store_person_lock(struct store *store, struct id council, struct id person);

/* Change the members whose names are in the array literal `given`. */
void store_person_amend(struct store *store, struct id council, struct id person, const char *given,
                        const struct person_entry *entry);

#endif
