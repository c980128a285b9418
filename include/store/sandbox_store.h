/* store/sandbox_store.h - councils for trying things out, and their clocks. */
#ifndef HEARD_STORE_SANDBOX_STORE_H
#define HEARD_STORE_SANDBOX_STORE_H

#include "store/store.h"

struct sandbox_new {
    struct id id;
    const char *slug;
    const char *code;
    const char *name;
    struct date today;
    int64_t expires_at; /* milliseconds since 1970 */
};

void store_sandbox_add(struct store *store, const struct sandbox_new *sandbox);

/* Forget at most so many of the sandboxes whose time is over, with all that is theirs. */
void store_sandbox_sweep(struct store *store, int most);

/* The clock of a council: no row for a live one. */
void store_test_clock_show(struct store *store, struct id council);

/* Move it; touches no row when that would be back. `instant` is RFC 3339, or NULL when only the day was set. */
void store_test_clock_set(struct store *store, struct id council, struct date day,
                          const char *instant);

/* How far a council's sample complaints have come; `last` is the external id of the last one. */
struct sample_state {
    long complaints;
    bool complete;
};
void store_sample_state(struct store *store, struct id council, const char *last);
checked enum problem store_sample_state_collect(struct store *store, struct sample_state *state);

#endif
