/* store/policy_store.h - a council's policies as readers want them; see policy_record.h for loading one. */
#ifndef HEARD_STORE_POLICY_STORE_H
#define HEARD_STORE_POLICY_STORE_H

#include "store/store.h"

/* `rows` policies after `key`: day of coming into force and version, or NULLs. */
void store_policies_list(struct store *store, struct id council, size_t rows,
                         const char *const key[2]);

/* One policy; version 0 is the one that was loaded last. */
void store_policy_show(struct store *store, struct id council, int version);

/* The policy in force on a day, in words for people. Texts are JSON but for the two that say otherwise. */
struct procedure_words {
    int version; /* 0: the council has no policy */
    const char *effective;
    const char *labels;
    const char *informal_first;    /* plain text, or NULL */
    const char *advocacy_provider; /* plain text, or NULL */
    const char *council;           /* ways to reach them, as objects */
    const char *advocacy;
    const char *ombudsman;
    const char *bodies; /* an object of such objects by the bodies' codes */
};
void store_procedure_words(struct store *store, struct id council, struct date day);
checked enum problem store_procedure_words_collect(struct store *store, struct arena *arena,
                                                   struct procedure_words *words);

#endif
