/* store/notice_store.h - the formal letters: drafts as staff wrote them, what they tell, and how they went. */
#ifndef HEARD_STORE_NOTICE_STORE_H
#define HEARD_STORE_NOTICE_STORE_H

#include "domain/codes.h"
#include "store/store.h"

/* ---- A letter as it is kept -------------------------------------------------------------------------- */

struct notice_row {
    struct id id;
    enum notice notice;
    int stage; /* 0: none */
    struct id decision;
    enum channel channel;
    const struct id *to; /* participants */
    size_t to_count;
    const char *subject; /* NULL: as the service writes it */
    const char *body;    /* NULL: as the service writes it */
    const char *language;
    const char *detail;    /* JSON: of a draft, what staff gave; once sent, all that it said */
    const char *documents; /* JSON array */
    bool approved;
    struct date sent_on; /* none: a draft */
    bool seen;
    bool receipt_known; /* by a mark, not deemed */
    int act;
};

/* Queue a new draft, or a changed one; collected with store_done. */
void store_notice_add(struct store *store, struct id council, struct id complaint,
                      const struct notice_row *notice, const char *actor);
void store_notice_amend(struct store *store, struct id council, struct id complaint,
                        const struct notice_row *notice);

/* Queue the search for one notice in whatever state, or for all drafts (no id); collected as structs of `arena`. */
struct notice_rows {
    const struct notice_row *items;
    size_t count;
};
void store_notice_find(struct store *store, struct id council, struct id complaint,
                       struct id notice);
checked enum problem store_notices_found(struct store *store, struct arena *arena,
                                         struct notice_rows *found);

/* ---- Its way --------------------------------------------------------------------------------------------- */

struct dispatch_row {
    struct id id;
    struct date deemed_on; /* when it counts as received unless more is known */
    const char *evidence;
    const char *second_person;
    const char *actor;
};

/* Queue the dispatch of `notice`, whose texts are now what left: two statements, store_done with `one` each. */
void store_notice_send(struct store *store, struct id council, struct id complaint,
                       const struct notice_row *notice, const struct dispatch_row *dispatch);

/* Queue what a dispatch does to others' rows: the decision that it told, the answer that it carried. */
void store_decision_told(struct store *store, struct id council, struct id complaint,
                         struct id decision, struct id notice);
void store_response_sent(struct store *store, struct id council, struct id complaint,
                         const struct notice_row *notice);

struct delivery_mark_row {
    struct id id;
    const char *mark; /* delivered, received, seen, failed */
    struct date on;
    const char *basis; /* known, said */
    struct id participant;
    int act; /* 0: none */
    const char *actor;
    const char *status;      /* of the notice from now on */
    struct date received_on; /* none: nothing new is known of its receipt */
};

/* Queue the mark and what it makes of the notice: two statements. */
void store_delivery_mark_add(struct store *store, struct id council, struct id complaint,
                             struct id notice, const struct delivery_mark_row *mark);

/* Queue one notice, or a page of them; collected by the writer. `drafts` is {id: {detail, subject, body, missing}}, NULL
 * where the reader sees none; `notices` an array literal or NULL, `after` an id or NULL. */
void store_notice_show(struct store *store, struct id council, struct id complaint,
                       struct id notice, const char *drafts);
void store_notice_list(struct store *store, struct id council, struct id complaint,
                       const char *notices, const char *after, size_t rows, const char *drafts);

/* ---- What letters tell ------------------------------------------------------------------------------------- */

struct notice_point {
    int number;
    const char *words;
    enum route route;
    const char *other_body;
    const char *route_reasons;
    enum result result;
    const char *finding_reasons;
};

struct notice_decision {
    struct id id; /* none: there is no such decision */
    int act;
    const char *reasons;
    bool accepted;
    const char *limb_reasonable;
    const char *limb_fair;
};

struct notice_facts {
    const char *council; /* its name */
    const char *email, *phone, *address;
    const char *advocacy_provider, *advocacy_contact;
    const char *ombudsman_contact;
    const struct notice_point *points;
    size_t point_count;
    struct notice_decision decisions[NOTICE_COUNT]; /* by the notice that tells them */
    const char *response;                           /* the answer to stage 1 as it is drafted */
    const char *actions; /* its actions, JSON; NULL: no answer is drafted */
};

/* Queue the facts; collected as texts of `arena`. */
void store_notice_facts(struct store *store, struct id council, struct id complaint,
                        struct date day);
checked enum problem store_notice_facts_collect(struct store *store, struct arena *arena,
                                                struct notice_facts *facts);

/* The kind of decision that a notice tells; NULL: none. */
const char *notice_tells(enum notice notice);

#endif
