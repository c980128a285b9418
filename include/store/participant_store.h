/* store/participant_store.h - the people of a case. */
#ifndef HEARD_STORE_PARTICIPANT_STORE_H
#define HEARD_STORE_PARTICIPANT_STORE_H

#include "domain/codes.h"
#include "store/store.h"

struct participant_row {
    struct id id;
    struct id complaint;
    const char *kind; /* "complainant", "child", "representative", "staff", "independent" */
    enum role role;
    int stage; /* 0: none */
    struct id person;
    struct id advocate;
    const char *name;
    enum capacity capacity;
    const char *relation;
    const char *under_18; /* "true", "false" or NULL: not known */
    bool may_withdraw;
    struct date from_on;
    const char *relation_to_authority;
    const char *relation_to_case;
    const char *check;  /* JSON {result, rules} */
    int act;            /* 0: none */
    const char *issuer; /* of the token that is this participant; NULL: none */
    const char *subject;
    const char *contact; /* JSON {email, phone, address, preferred}; NULL: none */
    struct date born_on;
};

/* Queue the participant, its identity and its contact; the number of statements queued. */
size_t store_participant_add(struct store *store, struct id council,
                             const struct participant_row *row);

void store_participant_list(struct store *store, struct id council, struct id complaint);
void store_stage_people(struct store *store, struct id council, struct id complaint, int stage);
void store_participant_show(struct store *store, struct id council, struct id complaint,
                            struct id participant);

/* What a decision about a participant needs; queued, then collected under the row's lock. */
struct participant_head {
    int version;
    enum role role;
    const char *kind;
    struct date from_on;
    struct date to_on;
};
void store_participant_lock(struct store *store, struct id council, struct id complaint,
                            struct id participant);
checked enum problem store_participant_locked(struct store *store, struct arena *arena,
                                              struct participant_head *head);

/* A change of a participant: for each member whether it was given, and its value. */
struct participant_change {
    bool name_given, relation_given, under_18_given, may_withdraw_given, to_on_given;
    const char *name;
    const char *relation;
    const char *under_18;
    bool may_withdraw;
    struct date to_on;
};
void store_participant_amend(struct store *store, struct id council, struct id participant,
                             const struct participant_change *change);
void store_participant_identity_put(struct store *store, struct id council, struct id complaint,
                                    struct id participant, const char *issuer, const char *subject);

/* `contact` is a merge patch of {email, phone, address, preferred}. */
void store_participant_contact_put(struct store *store, struct id council, struct id complaint,
                                   struct id participant, const char *contact, bool born_on_given,
                                   struct date born_on);

/* Who handles the present stage. */
void store_complaint_handler_set(struct store *store, struct id council, struct id complaint,
                                 struct id participant);

#endif
