/* deciding.h - a decision on its way: what decisions.c knows, and what the detail of its kind makes of it. */
#ifndef HEARD_API_DECIDING_H
#define HEARD_API_DECIDING_H

#include "api/case.h"
#include "decision_body.h"
#include "store/request_store.h"

enum {
    ACTS_OF_A_DECISION = DESTINATION_COUNT
};

struct deciding {
    const struct decision_new *body;
    struct case_file file;
    struct id id;                  /* of the decision */
    struct request_found answered; /* the request that it answers; act 0: none */
    struct act acts[ACTS_OF_A_DECISION];
    size_t act_count;
    bool second_person; /* one is named who is not the caller */
    struct date
        deemed_on; /* of a correction of the day on which a notice left: its deemed receipt */
    const char *old_value; /* of a correction: what stood before */
};

/* Turn the body into acts, note the faults and violations of its words. */
checked enum problem decision_acts(struct exchange *x, struct deciding *deciding);

/* One more act of the decision, of `kind`. */
struct act *act_new(struct deciding *deciding, enum act_kind kind);

/* The same for a correction (correction.c). */
checked enum problem correction_act(struct exchange *x, struct deciding *deciding);
size_t correction_effects(struct exchange *x, const struct deciding *deciding);

/* Queue what the detail writes beside the decision's own row; the number of statements. */
size_t decision_effects(struct exchange *x, const struct deciding *deciding);

/* Of a correction: every clock that it moved, before and after, as JSON; NULL for other kinds. */
const char *decision_clocks(struct exchange *x, const struct deciding *deciding);

#endif
