/* store/advocacy_store.h - help by advocates on a complaint (Children Act 1989 s.26A; ADV5 asks for a record of each). */
#ifndef HEARD_STORE_ADVOCACY_STORE_H
#define HEARD_STORE_ADVOCACY_STORE_H

#include "domain/codes.h"
#include "store/store.h"

/* An offer, a request or an appointment; what is not set is null. */
struct advocacy_row {
    struct id id;
    struct id complaint;
    int stage;
    const char *status; /* "offered", "asked", "accepted", "declined", "appointed", "ended" */
    struct date offered_on;
    struct date asked_on;
    enum role asked_by;
    const char *answer; /* "accepted", "declined" */
    struct date answered_on;
    const char *provider;
    struct id advocate;
    struct id participant;
    bool self_arranged;
    struct date appointed_on;
    const char *declarations; /* JSON, the five of ADV3 */
    const char *shares;       /* array literal */
    struct date ended_on;
    int act;
};

void store_advocacy_add(struct store *store, struct id council, const struct advocacy_row *row);
/* Members that are not set stay as they are. */
void store_advocacy_amend(struct store *store, struct id council, const struct advocacy_row *row);
void store_advocacy_list(struct store *store, struct id council, struct id complaint);
void store_advocacy_show(struct store *store, struct id council, struct id complaint,
                         struct id advocacy);

/* Queue what was offered or asked for and still waits for an advocate; no id when there is none. */
void store_advocacy_open(struct store *store, struct id council, struct id complaint);
checked enum problem store_advocacy_opened(struct store *store, struct id *advocacy);

struct advocacy_head {
    int version;
    const char *status;
    struct id participant;
};
void store_advocacy_lock(struct store *store, struct id council, struct id complaint,
                         struct id advocacy);
checked enum problem store_advocacy_locked(struct store *store, struct arena *arena,
                                           struct advocacy_head *head);

/* The check of a participant is known now: JSON {result, rules}. */
void store_participant_checked(struct store *store, struct id council, struct id participant,
                               const char *check);

#endif
