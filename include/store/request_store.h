/* store/request_store.h - what the complainant's side asked, in their words. */
#ifndef HEARD_STORE_REQUEST_STORE_H
#define HEARD_STORE_REQUEST_STORE_H

#include "domain/act.h"
#include "store/store.h"

enum request_status {
    REQUEST_OPEN,
    REQUEST_ANSWERED,
    REQUEST_DONE,
    REQUEST_WITHDRAWN
};

struct request_row {
    struct id id;
    struct id complaint;
    const char *kind;
    enum request_status status;
    struct date made_on;
    struct date received_on;
    struct id
        made_by; /* participant; none: whom the store finds under the caller's identity in `made_by_role` */
    enum role made_by_role;
    enum form form;
    const char *words;
    const int *points; /* numbers */
    size_t point_count;
    const char *detail; /* JSON object */
    int stage;
    int act;
    const char *recorded_by; /* issuer|subject */
    enum role recorded_by_role;
};

/* Queue the row; its success is collected with store_done. */
void store_request_add(struct store *store, struct id council, const struct request_row *request);

/* Queue a change of status; store_done with `one`. */
void store_request_end(struct store *store, struct id council, struct id complaint,
                       struct id request, enum request_status status);

/* Queue the right day on which a request came, after a correction. */
void store_request_received_set(struct store *store, struct id council, struct id complaint,
                                struct id request, struct date received_on);

/* Queue the end of every withdrawal that waits: its confirmation was sent. store_done without `one`. */
void store_withdrawals_done(struct store *store, struct id council, struct id complaint);

/* Queue the entry of the advocacy that was asked for by `act`, unless one is on its way. store_done without `one`. */
void store_advocacy_asked(struct store *store, struct id council, struct id id, struct id complaint,
                          const struct act *act);

/* Queue the search for one request, for its act. */
struct request_found {
    struct id id;
    const char *kind;
    bool open;
    int act;
    struct date start_on; /* of a later start: the day asked for */
};
void store_request_find(struct store *store, struct id council, struct id complaint,
                        struct id request);

/* Queue the search for the newest open request of one of `kinds` (an array literal). */
void store_request_find_open(struct store *store, struct id council, struct id complaint,
                             const char *kinds);

/* Collect either. PROBLEM_NOT_FOUND when there is none. */
checked enum problem store_request_found(struct store *store, struct arena *arena,
                                         struct request_found *found);

/* Queue one request, or a page of them in the order of their acts; collected by the writer. `kinds` is an array literal
 * or NULL, `after` the number of an act or NULL. */
void store_request_show(struct store *store, struct id council, struct id complaint,
                        struct id request, struct date today);
void store_request_list(struct store *store, struct id council, struct id complaint,
                        const char *kinds, const char *after, size_t rows, struct date today);

#endif
