/* store/complaint_store.h - complaints and their points. */
#ifndef HEARD_STORE_COMPLAINT_STORE_H
#define HEARD_STORE_COMPLAINT_STORE_H

#include "domain/codes.h"
#include "store/projection.h"
#include "store/store.h"

/* The facts of a complaint as it is made; texts may be NULL where the column may be. */
struct complaint_row {
    const char *reference;
    enum kind kind;
    enum channel channel;
    enum anonymity anonymity;
    const char *functions;   /* array literal */
    const char *received_at; /* RFC 3339 */
    const char *written_at;
    struct date became_aware_on;
    const char *own_words;
    const char *summary;
    const char *service_code;
    const char *service_name;
    const char *language;
    const char *accessibility;    /* JSON */
    const char *desired_outcomes; /* array literal of texts */
    const char *external_id;
    const char *client_id;
};

/* Queue the complaint, which stands as `projection` says, and its lock: two statements. */
void store_complaint_add(struct store *store, const struct complaint_row *row,
                         const struct projection *projection);

/* Queue the question whether the visitor may know of the complaint; PROBLEM_NOT_FOUND when collected: no. */
void store_complaint_seen(struct store *store, struct id council, struct id complaint);
checked enum problem store_complaint_is_seen(struct store *store);
void store_reprisal_concern_add(struct store *store, struct id council, struct id complaint,
                                bool raised, const char *words, const char *actor);

/* Facts that no rule hangs on: for each whether it was given, and its value. */
struct complaint_change {
    bool summary_given, service_given, language_given, accessibility_given, desired_outcomes_given;
    const char *summary;
    const char *service_code;
    const char *service_name;
    const char *language;
    const char *accessibility;    /* JSON */
    const char *desired_outcomes; /* JSON */
};
void store_complaint_amend(struct store *store, struct id council, struct id complaint,
                           const struct complaint_change *change);

/* The worklist. Array literals and texts may be NULL: no filter. */
struct complaint_filter {
    const char *limit;
    const char *after_day; /* where the page before ended */
    const char *after_id;
    const char *today;
    const char *statuses;
    const char *phases;
    const char *procedures;
    const char *kinds;
    const char *capacities;
    const char *channels;
    const char *received_from, *received_to;
    const char *due_from, *due_to;
    const char *open;    /* "true", "false" */
    const char *overdue; /* "true", "false" */
    const char *handler; /* person of the directory */
    const char *service;
    const char *external_id;
    const char *ids; /* array literal: those found by a search */
};
enum complaint_order {
    BY_RECEIVED,
    BY_RECEIVED_DOWN,
    BY_DUE,
    BY_DUE_DOWN
};
void store_complaint_list(struct store *store, struct id council, enum complaint_order order,
                          const struct complaint_filter *filter);

/* The ids of those that a search finds, as an array literal of `arena`; members of the search may be NULL. */
struct complaint_search {
    const char *words;
    const char *person_name;
    struct date person_born_on;
    const char *reference;
};
void store_complaint_search(struct store *store, struct id council,
                            const struct complaint_search *search);
checked enum problem store_complaint_found(struct store *store, struct arena *arena,
                                           const char **ids);

/* How many rows the filter has, counted up to a cap. */
void store_complaint_count(struct store *store, struct id council,
                           const struct complaint_filter *filter);
checked enum problem store_complaint_counted(struct store *store, long *count);

/* ---- Points ---------------------------------------------------------------------------------------- */

struct point_row {
    struct id id;
    struct id complaint;
    int number;
    const char *own_words;
    enum function function;
    const char *team;
    struct date period_from;
    struct date period_to;
    const char *desired_outcome;
    int added_at_stage;
    struct date added_on;
    int act;
    enum route procedure;
    enum point_status status;
};
void store_point_add(struct store *store, struct id council, const struct point_row *row);
void store_point_list(struct store *store, struct id council, struct id complaint);
void store_point_show(struct store *store, struct id council, struct id complaint, struct id point);
void store_point_lock(struct store *store, struct id council, struct id complaint, struct id point);
checked enum problem store_point_locked(struct store *store, int *version);

struct point_change {
    bool agreed_text_given, function_given, team_given, about_given, period_given,
        desired_outcome_given;
    const char *agreed_text;
    enum function function;
    const char *team;
    const char *about; /* array literal of participants */
    struct date period_from;
    struct date period_to;
    const char *desired_outcome;
};
void store_point_amend(struct store *store, struct id council, struct id point,
                       const struct point_change *change);

#endif
