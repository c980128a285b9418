/* store/meeting_store.h - milestones that move no clock (invariant 22): meetings, and what was asked of whom. */
#ifndef HEARD_STORE_MEETING_STORE_H
#define HEARD_STORE_MEETING_STORE_H

#include "store/store.h"

struct milestone_head {
    int version;
    const char *status;
    const char *asked_of; /* of a question */
};

struct meeting_row {
    struct id id;
    struct id complaint;
    const char *kind;
    int stage; /* 0: none */
    const char *status;
    const char *answer;
    struct date answered_on;
    struct date offered_on;
    bool planned_at_given;
    const char *planned_at; /* RFC 3339 */
    struct date held_on;
    bool place_given;
    const char *place;
    bool with_given;
    const char *with; /* array literal of participants */
    bool summary_given;
    const char *summary;
};
void store_meeting_add(struct store *store, struct id council, const struct meeting_row *row,
                       const char *actor);
void store_meeting_amend(struct store *store, struct id council, const struct meeting_row *row);
void store_meeting_list(struct store *store, struct id council, struct id complaint);
void store_meeting_show(struct store *store, struct id council, struct id complaint,
                        struct id meeting);
void store_meeting_lock(struct store *store, struct id council, struct id complaint,
                        struct id meeting);

struct question_row {
    struct id id;
    struct id complaint;
    const char *asked_of; /* NULL: of the complainant */
    const char *whom;
    const char *what;
    struct date asked_on;
    bool wanted_by_given;
    struct date wanted_by;
    const char *answer;
    struct date answered_on;
};
void store_question_add(struct store *store, struct id council, const struct question_row *row,
                        const char *actor);
void store_question_amend(struct store *store, struct id council, const struct question_row *row);
void store_question_list(struct store *store, struct id council, struct id complaint);
void store_question_show(struct store *store, struct id council, struct id complaint,
                         struct id question);
void store_question_lock(struct store *store, struct id council, struct id complaint,
                         struct id question);

/* Of either lock. PROBLEM_NOT_FOUND */
checked enum problem store_meeting_locked(struct store *store, struct arena *arena,
                                          struct milestone_head *head);
checked enum problem store_question_locked(struct store *store, struct arena *arena,
                                           struct milestone_head *head);

#endif
