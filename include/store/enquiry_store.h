/* store/enquiry_store.h - what comes before a complaint: advice, an informal concern, somebody who means to complain. */
#ifndef HEARD_STORE_ENQUIRY_STORE_H
#define HEARD_STORE_ENQUIRY_STORE_H

#include "store/store.h"

/* What is known of an enquiry. Texts may be NULL where nothing is said. */
struct enquiry_entry {
    const char *kind;
    struct date received_on;
    const char *channel; /* NULL: phone */
    const char *words;
    const char *name;
    const char *contact; /* JSON object; of an amendment: a merge patch */
    const char *capacity;
    struct date advocacy_told_on;
    struct date guidance_offered_on;
    struct id complaint;
    const char *outcome;
    struct date closed_on;
};

/* `actor` is "issuer|subject". */
void store_enquiry_add(struct store *store, struct id council, struct id enquiry,
                       const struct enquiry_entry *entry, const char *actor);
void store_enquiry_show(struct store *store, struct id council, struct id enquiry);

/* `rows` enquiries after `key`: day and id, or NULLs. `kinds` is an array literal, `open` query_flag; both may be NULL. */
void store_enquiries_list(struct store *store, struct id council, const char *kinds,
                          const char *open, size_t rows, const char *const key[2]);

/* Lock an enquiry; its version is collected by store_version_collect. */
void store_enquiry_lock(struct store *store, struct id council, struct id enquiry);

/* Change the members whose names are in the array literal `given`: all but kind, day, channel and capacity. */
void store_enquiry_amend(struct store *store, struct id council, struct id enquiry,
                         const char *given, const struct enquiry_entry *entry);

#endif
