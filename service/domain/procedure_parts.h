/* The parts of the procedure, apart from its public face: for the files procedure_*.c only. */
#ifndef HEARD_DOMAIN_PROCEDURE_PARTS_H
#define HEARD_DOMAIN_PROCEDURE_PARTS_H

#include "domain/procedure.h"

/* A set of statuses or roles as bits; members are written one after the other. */
#define AT(status) (UINT64_C(1) << STATUS_##status)
#define BY(role) (UINT64_C(1) << ROLE_##role)

/* Statuses that belong together. */
#define UNANSWERED \
    (AT(RECEIVED) | AT(SCREENING) | AT(AWAITING_INTEREST_DECISION) | AT(LATE_DECISION) | \
     AT(EARLY_RESOLUTION) | AT(AWAITING_ADVOCATE) | AT(STAGE1))
#define STAGE_1_OPEN (AT(EARLY_RESOLUTION) | AT(STAGE1))
#define STAGE_2_OPEN (AT(STAGE2_RECORD) | AT(STAGE2))
#define OPEN (UNANSWERED | AT(STAGE1_RESPONDED) | STAGE_2_OPEN)
#define ENDED \
    (AT(NOT_ACCEPTED) | AT(OUT_OF_SCOPE) | AT(WITHDRAWN) | AT(RESOLVED) | AT(CLOSED_AFTER_STAGE1))
#define ANY (OPEN | ENDED)

static inline bool status_in(enum status status, uint64_t set)
{
    return (set >> status & 1) != 0;
}

static inline bool happened(const struct milestone *milestone)
{
    return !date_none(milestone->on);
}

static inline bool point_elsewhere(enum route route)
{
    return route == ROUTE_CORPORATE || route == ROUTE_OTHER_BODY;
}

/* ---- procedure_clocks.c ---- */

/* Recompute every clock of `standing` at the end of `day` from its facts. */
checked enum problem clocks_compute(struct standing *standing, const struct history *history,
                                    struct date day);

/* Whether the complaint was received more than a year (policy: years) after its grounds arose (reg. 9(1)). */
bool complaint_is_late(const struct standing *standing, const struct history *history);

/* ---- procedure_status.c ---- */

/* The day on which the complaint was not accepted: no sufficient interest, or too late; none if it was. A decision that
 * a correction has made needless counts no more. */
struct date refusal_day(const struct standing *standing, const struct history *history);

/* Derive status, points, flags and clocks at the end of `day` from the facts. */
checked enum problem standing_settle(struct standing *standing, const struct history *history,
                                     struct date day);

/* ---- procedure_apply.c ---- */

/* Take the facts of `act` into `standing`; the corrections in `history` are already in the act. */
void act_apply(struct standing *standing, const struct history *history, const struct act *act);

/* Open stage 2 on `day`, by the act numbered `act` (regs. 15 to 17). */
void stage_2_open(struct standing *standing, struct date day, int act, struct date recorded_on);

/* What the parts of applying an act share. */
struct milestone act_mark(const struct act *act);
void act_mark_first(struct milestone *milestone, const struct act *act);
void points_set(struct standing *standing, enum point_status from, enum point_status to);
void withdrawal_forget(struct facts *facts);

static inline uint64_t point_bit(int point)
{
    return UINT64_C(1) << point;
}

/* ---- procedure_notices.c ---- */

/* A notice has left; its receipt has become known. */
void notice_apply(struct standing *standing, const struct history *history, const struct act *act);
void receipt_apply(struct facts *facts, const struct act *act);

/* ---- procedure_replay.c ---- */

/* Where an act stands in the walk: by the day on which it took effect, then as it was recorded. */
struct rank {
    struct date day;
    int number;
    size_t place; /* in the history */
};

/* Walks through a history, act after act in the order in which they took effect, with an act that is not recorded
 * yet, or NULL, as the last of its day. */
struct walk {
    const struct history *history;
    const struct act *extra;
    bool corrected; /* there are corrections to put in */
    struct standing standing;
    struct date day;   /* on which `standing` stands */
    bool begun;        /* an act was taken */
    struct rank taken; /* of the last one */
};
void walk_start(struct walk *walk, const struct history *history, const struct act *extra);

/* The next act, with its corrections put in, when it took effect until `last`; `standing` is the one before it, on its
 * day. Writes `more` false when there is none. */
checked enum problem walk_next(struct walk *walk, struct date last, struct act *act, bool *more);

/* Take that act into the standing. */
checked enum problem walk_take(struct walk *walk, const struct act *act);

/* Let the days pass until the end of `day`. */
checked enum problem walk_pass(struct walk *walk, struct date day);

/* ---- procedure_judge.c ---- */

/* Add to `violations` what forbids `act` where the complaint stands. */
void act_judge(const struct standing *standing, const struct act *act,
               struct violations *violations);

/* ---- procedure_guards.c ---- */
#define GUARD(name) \
    void name(const struct standing *standing, const struct act *act, struct violations *violations)
GUARD(guard_points);
GUARD(guard_classify);
GUARD(guard_route);
GUARD(guard_interest);
GUARD(guard_late);
GUARD(guard_early);
GUARD(guard_early_answer);
GUARD(guard_skip_answer);
GUARD(guard_skip_decision);
GUARD(guard_advocate_declined);
GUARD(guard_advocate_appointed);
GUARD(guard_advocate_ended);
GUARD(guard_later_start_asked);
GUARD(guard_later_start_decided);
GUARD(guard_extension);
GUARD(guard_extension_notice);
GUARD(guard_stage_2_extension);
GUARD(guard_stage_2_extension_notice);
GUARD(guard_finding);
GUARD(guard_stage_2_finding);
GUARD(guard_appointment);
GUARD(guard_handler_notice);
GUARD(guard_route_notice);
GUARD(guard_interest_notice);
GUARD(guard_late_notice);
GUARD(guard_response);
GUARD(guard_terms);
GUARD(guard_overdue_notice);
GUARD(guard_withdrawal);
GUARD(guard_withdrawal_pending);
GUARD(guard_pending_request);
GUARD(guard_record);
GUARD(guard_new_point);
GUARD(guard_receipt);

#endif
