/* store/act_store.h - the history of a complaint and what follows from it: acts, projections, clocks, events. */
#ifndef HEARD_STORE_ACT_STORE_H
#define HEARD_STORE_ACT_STORE_H

#include "domain/procedure.h"
#include "store/store.h"
#include "store/writer.h"

/* What an act needs to know of the complaint's own row. */
struct case_head {
    int version;
    int events;           /* the number of the last event */
    int policy_version;   /* the newest of the council; 0: none */
    int calendar_version; /* the newest there is; 0: none */
    struct id handler;
    struct id next_deadline;      /* as the acts left it */
    enum limit next_kind;         /* of that one */
    struct id next_deadline_then; /* once the days alone have opened stage 2 */
    enum anonymity anonymity;
    const char *reference;
};

/* Queue the lock, the head and the history of a complaint; collected together in the same order. */
void store_case_lock(struct store *store, struct id council, struct id complaint);
/* `spare` is room behind the acts for those that are about to be done.
 * PROBLEM_NOT_FOUND when the visitor may not know of the complaint. */
checked enum problem store_case_locked(struct store *store, struct arena *arena, size_t spare,
                                       struct case_head *head, struct act **acts, size_t *count);

/* The same without a lock, for readers. */
void store_case_read(struct store *store, struct id council, struct id complaint);
checked enum problem store_case_collect(struct store *store, struct arena *arena,
                                        struct case_head *head, struct act **acts, size_t *count);

/* The same, with the facts of the complaint as members of the object that is open in `writer`. */
void store_case_show(struct store *store, struct id council, struct id complaint);
checked enum problem store_case_shown(struct store *store, struct arena *arena,
                                      struct writer *writer, struct case_head *head,
                                      struct act **acts, size_t *count);

/* The newest versions of policies and calendar alone, for a complaint that does not exist yet. */
void store_versions_read(struct store *store, struct id council);
checked enum problem store_versions_collect(struct store *store, struct case_head *head);

/* The history alone. */
void store_acts_read(struct store *store, struct id council, struct id complaint);
checked enum problem store_acts_collect(struct store *store, struct arena *arena, size_t spare,
                                        struct act **acts, size_t *count);

/* Queue one act of `actor` ("issuer|subject"). */
void store_act_add(struct store *store, struct id council, struct id complaint,
                   const struct act *act, const char *actor);

#endif
