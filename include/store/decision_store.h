/* store/decision_store.h - what the council decided, with its reasons; never edited, only superseded. */
#ifndef HEARD_STORE_DECISION_STORE_H
#define HEARD_STORE_DECISION_STORE_H

#include "domain/codes.h"
#include "store/store.h"

struct decision_row {
    struct id id;
    struct id complaint;
    const char *kind;
    struct date decided_on;
    enum role decided_by_role;
    const int *points; /* numbers; none: all */
    size_t point_count;
    const char *reasons;
    const char *evidence; /* array literal; NULL: none */
    const char *detail;   /* JSON object */
    struct id in_answer_to;
    struct id supersedes;
    const char *second_person;
    int stage;
    int act;
    const char *recorded_by; /* issuer|subject */
    const char *old_value;   /* of a correction */
    const char *clocks;      /* JSON array; NULL: none moved */
};
void store_decision_add(struct store *store, struct id council,
                        const struct decision_row *decision);

/* Queue the search for one decision; PROBLEM_NOT_FOUND when the complaint has none of that id. */
struct decision_found {
    struct id id;
    const char *kind;
    enum proposal of; /* of a proposal */
    int act;
    bool superseded;
};
void store_decision_find(struct store *store, struct id council, struct id complaint,
                         struct id decision);
checked enum problem store_decision_found(struct store *store, struct arena *arena,
                                          struct decision_found *found);

/* Queue one decision, or a page in the order of their acts; collected by the writer. */
void store_decision_show(struct store *store, struct id council, struct id complaint,
                         struct id decision);
void store_decision_list(struct store *store, struct id council, struct id complaint,
                         const char *kinds, const char *after, size_t rows);

/* What a decision writes beside its own row; each is collected with store_done without `one`. */
void store_functions_set(struct store *store, struct id council, struct id complaint,
                         const char *functions);
void store_point_functions_set(struct store *store, struct id council, struct id complaint,
                               const char *numbers, const char *functions);
void store_point_bodies_set(struct store *store, struct id council, struct id complaint,
                            const char *numbers, const char *bodies);

/* The notice's own day, put right, and its receipt where that is only deemed; its dispatch keeps what was recorded. */
void store_notice_sent_on_set(struct store *store, struct id council, struct id complaint,
                              struct id notice, struct date sent_on, struct date deemed_on);

#endif
