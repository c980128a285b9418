/* store/stage_store.h - what the stages write: findings, the council's answer, the written record. */
#ifndef HEARD_STORE_STAGE_STORE_H
#define HEARD_STORE_STAGE_STORE_H

#include "domain/codes.h"
#include "store/store.h"

/* ---- Findings (rulebook 7) ------------------------------------------------------------------------- */

void store_finding_list(struct store *store, struct id council, struct id complaint, int stage);
void store_finding_show(struct store *store, struct id council, struct id complaint, int stage,
                        struct id author);

struct finding_head {
    enum role role; /* of the author */
    bool ended;     /* the author's part has ended */
    bool exists;
    int version;
    bool submitted;
    bool own; /* the visitor is the author */
};
/* Queue the author and their findings; PROBLEM_NOT_FOUND when nobody of the case is meant. */
void store_finding_lock(struct store *store, struct id council, struct id complaint, int stage,
                        struct id author);
checked enum problem store_finding_locked(struct store *store, struct finding_head *head);

struct finding_row {
    struct id id;
    struct id complaint;
    int stage;
    struct id author;
    enum role role;
    const char *points;       /* JSON */
    struct date submitted_on; /* none: a draft */
    int act;
};
void store_finding_put(struct store *store, struct id council, const struct finding_row *row);

/* ---- The answer and the record --------------------------------------------------------------------- */

struct stage_head {
    bool exists;
    int version;
    bool closed; /* the answer has left; the record is final */
    struct date comments_invited_on;
};

void store_response_show(struct store *store, struct id council, struct id complaint, int stage);
void store_response_lock(struct store *store, struct id council, struct id complaint, int stage);
checked enum problem store_response_locked(struct store *store, struct stage_head *head);
void store_response_put(struct store *store, struct id council, struct id complaint, int stage,
                        const char *text, const char *actions, const char *actor);

struct record_row {
    struct id complaint;
    int stage;
    const char *text;
    struct date comments_invited_on;
    const char *comments; /* JSON; NULL: as before */
    struct date finalised_on;
    struct date statement_agreed_on;
    int act;
};
void store_record_show(struct store *store, struct id council, struct id complaint, int stage);
void store_record_lock(struct store *store, struct id council, struct id complaint, int stage);
checked enum problem store_record_locked(struct store *store, struct stage_head *head);
void store_record_put(struct store *store, struct id council, const struct record_row *row,
                      const char *actor);

/* The points' texts as the record fixes them: array literals. */
void store_points_agree(struct store *store, struct id council, struct id complaint,
                        const char *numbers, const char *texts);

#endif
