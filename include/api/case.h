/* api/case.h - one complaint while an act is done to it: ask, decide, record.
 *
 *     struct case_file file;
 *     struct act act = {.kind = ACT_ASK_STAGE_2, .form = body->form};
 *
 *     TRY(case_open(x, path_id(x, "complaint_id"), &file));   ask: one flight, under the complaint's lock
 *     TRY(act_dates(x, body->made_on, body->received_on, &act));
 *     TRY(case_decide(x, &file, &act));                       decide: the procedure says yes or no
 *     store_request_add(x->store, ...);                       write: the rows that hold the words, queued
 *     case_record(x, &file);                                  acts, projections, clocks, events: queued
 *     store_request_show(x->store, ...);                      show: read in the same flight
 *     exchange_commit(x);                                     the COMMIT goes with it
 *     TRY(store_done(x->store, true));                        collect, in the order of queueing
 *     TRY(case_recorded(x, &file));
 *     return write_collected(&x->answer, x->store);
 *
 * Several acts may be decided one after the other before they are recorded together. */
#ifndef HEARD_API_CASE_H
#define HEARD_API_CASE_H

#include "api/exchange.h"
#include "api/rules.h"
#include "domain/events.h"
#include "domain/procedure.h"
#include "store/act_store.h"
#include "store/projection.h"

enum {
    ACTS_IN_ONE_REQUEST = 8,
    EVENTS_IN_ONE_REQUEST = 16
};

struct case_file {
    struct id complaint;
    long version; /* before this request */
    const char *reference;
    struct id handler; /* participant; none */
    enum anonymity anonymity;
    struct act *acts; /* the history in order, with room for what this request adds */
    size_t count;
    size_t recorded; /* acts that were there before */
    int last_number; /* the highest number given to an act */
    int last_event;
    struct rules rules;
    struct history history; /* over `acts` */
    struct standing before; /* at the end of today, without this request's acts */
    struct standing now;    /* with them */
    struct act fresh[ACTS_IN_ONE_REQUEST];
    size_t fresh_count;
    bool
        cures_miss; /* an act of this request shows that a limit was kept after all: it needs evidence and a
                              * second person (invariant 15) */
    struct event events[EVENTS_IN_ONE_REQUEST]; /* beside those that follow from the acts */
    size_t event_count;
    struct event_list told;       /* all of them, once the case is concluded */
    struct projection projection; /* its `standing` is none before */
};

/* Lock the complaint and read what decisions need: one flight. More statements may be queued before, and are then
 * collected before.
 *
 * Returns PROBLEM_NOT_FOUND when the caller may not know of it; PROBLEM_UNAVAILABLE; PROBLEM_CALENDAR_UNKNOWN when a
 * clock of it leaves the known years. */
checked enum problem case_open(struct exchange *x, struct id complaint, struct case_file *file);

/* The same, and If-Match is compared with the complaint's version: PROBLEM_VERSION_MISMATCH. */
checked enum problem case_open_at_version(struct exchange *x, struct id complaint,
                                          struct case_file *file);

/* For readers: the standing today of a complaint whose head and acts were collected (store_case_collect). */
checked enum problem case_read(struct exchange *x, const struct case_head *head, struct act *acts,
                               size_t count, struct case_file *file);

/* A complaint that does not exist yet: no acts, policies and calendar at hand. Queues and collects one flight. */
checked enum problem case_new(struct exchange *x, struct id complaint, struct case_file *file);

/* The dates of an act (api.md 2 "Dates of acts"): staff may say when it happened and when it reached the council
 * (default today; never in the future; not received before it happened), others' own acts are dated by the service.
 * `member` and `received_member` are the JSON names; `received_member` NULL where the body has none.
 *
 * Returns PROBLEM_VALIDATION_FAILED with the fault at the member's pointer. */
checked enum problem act_dates(struct exchange *x, const char *member, struct date on,
                               const char *received_member, struct date received_on,
                               struct act *act);

/* Fill in who acts (`by`, unless it is set) and today, and ask the procedure. On success the act has its number, stands
 * in the history and `file->now` is the standing with it.
 *
 * Returns PROBLEM_NOT_ALLOWED_NOW, PROBLEM_RULE_BROKEN with all violations, PROBLEM_OUT_OF_ORDER with the acts undone. */
checked enum problem case_decide(struct exchange *x, struct case_file *file, struct act *act);

/* Add a violation that the caller of case_decide found in words that the procedure does not see; then case_decide
 * reports it together with its own. */
void case_violates(struct exchange *x, enum violation what, const char *pointer);

/* Tell subscribers something that follows from no act: "message.received", "participant.declared" ... */
void case_event(struct exchange *x, struct case_file *file, const char *type, const char *resource,
                struct id id);

/* All is decided: what subscribers are told and what the complaint's row repeats is settled. case_record does it where
 * nobody has; a new complaint's row is written with it. */
const struct projection *case_conclude(struct exchange *x, struct case_file *file);

/* Queue the fresh acts, the complaint's projections, points' status, clocks and events into the second flight. The
 * complaint's version rises by one. What the projections name (the complaint, its points) must be queued before. */
void case_record(struct exchange *x, struct case_file *file);

/* Collect what case_record queued. */
checked enum problem case_recorded(struct exchange *x, const struct case_file *file);

/* Does the role act for the council, or for what it appoints (and not on the side of who complains)? */
bool role_is_councils(enum role role);

/* The number of the point with that id or number, for masks: bit n - 1 is point n. */
uint64_t points_mask(const int *numbers, size_t count);

#endif
