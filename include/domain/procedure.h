/* domain/procedure.h - the statutory procedure as a pure function of what happened (rulebook 3).
 *
 * A complaint's history is its acts. Everything legal follows from them, the council's policies, the calendar and the
 * day: nothing else knows the order of the stages, and no date can be typed (invariant 1). */
#ifndef HEARD_DOMAIN_PROCEDURE_H
#define HEARD_DOMAIN_PROCEDURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "domain/act.h"
#include "domain/calendar.h"
#include "domain/limits.h"
#include "domain/policy.h"
#include "domain/violation.h"

struct history {
    const struct act *acts; /* in order of `on`, then of recording */
    size_t count;
    const struct policies *policies;
    const struct calendar *calendar;
};

/* One clock. A limit that is not there has state CLOCK_NONE: it does not count. */
struct clock {
    enum limit limit;
    int stage;
    enum clock_state state;
    struct date starts_on; /* day 0; none while the clock waits for its start */
    int working_days;      /* the length that is worked to; DAYS_NONE for calendar limits */
    struct date statutory_due;
    struct date policy_due;
    struct date due;     /* worked to: the stricter for the council, the longer for a complainant's window */
    struct date ceiling; /* the last date that a lawful extension may name */
    struct date met_on;
    struct date ended_on;   /* met or cancelled: the day from which it no longer runs */
    bool extended;
    bool recorded_late;     /* met by an act in time that was keyed after the limit */
    const char *started_by; /* static words: "receipt of the complaint" ... */
    int started_by_act;     /* number of the act, or 0 */
};

enum { TURNS_MAX = 3 };

/* Where a complaint stands at the end of a day. */
struct standing {
    enum status status;
    enum phase phase;
    enum outcome outcome;
    enum capacity capacity;
    enum route procedure; /* derived from the points */
    enum form form;
    struct date received_on;
    struct date grounds_arose_on;
    int policy_version; /* of the day that the present stage started */
    struct {
        enum point_status status;
        enum route route;
        int added_at_stage;
        enum result result;
    } points[POINTS_MAX];
    int point_count;
    struct clock clocks[LIMIT_COUNT]; /* by limit; not there: state CLOCK_NONE */
    bool withdrawal_pending;
    bool advocate_wanted;    /* asked for, none appointed, not declined */
    bool advocate_appointed; /* one acts now */
    bool early_proposed, skip_proposed;             /* by the council, not answered */
    bool skip_asked, later_start_asked, stage_2_asked; /* by the complainant, pending */
    bool stage_1_overdue;
    bool handler_appointed;
    bool findings_complete; /* stage 1: a result for every open point */
    bool resolved_terms_due; /* an outcome was accepted and N7 has not been sent */
    struct date stage_from[4]; /* [1..3]: the day that the stage opened */
    struct {               /* what the passing of days alone will bring, if nobody acts */
        struct date from;
        enum status status;
    } turns[TURNS_MAX];
    int turn_count;
};

/* Where the complaint stands at the end of `day`, counting the acts dated and recorded until then.
 * PROBLEM_CALENDAR_UNKNOWN when a limit leaves the known years. */
checked enum problem procedure_replay(const struct history *history, struct date day, struct standing *standing);

/* May `act` be done? Judged by the standing on its own date; every violation is collected.
 * NO_PROBLEM; PROBLEM_NOT_ALLOWED_NOW when the complaint is at another point; PROBLEM_RULE_BROKEN when a rule forbids
 * it; PROBLEM_OUT_OF_ORDER when acts recorded since (their numbers in `undone`) would be refused after it. */
enum { UNDONE_MAX = 8 };
struct verdict {
    struct violations violations;
    int undone[UNDONE_MAX];
    int undone_count;
};
checked enum problem procedure_decide(const struct history *history, const struct act *act, struct verdict *verdict);

/* May `role` do an act of `kind` on `day`, as far as the procedure can say before its particulars are known? */
struct choice {
    enum act_kind kind;
    enum proposal of;   /* PROPOSE, ANSWER */
    enum notice notice; /* SEND_NOTICE */
    bool allowed;
    enum violation blocked_by; /* VIOLATION_NONE when allowed */
    struct date until;         /* the last day it may be done, or none */
};
enum { CHOICES_MAX = 64 };
/* Every choice that `role` could ever have, allowed or blocked with its reason. */
size_t procedure_choices(const struct standing *standing, enum role role, struct date day,
                         struct choice choices[CHOICES_MAX]);

/* A rule of the procedure as data: `/v1/procedure` shows them, the tests count them. */
struct rule {
    const char *number; /* "T15" */
    enum act_kind act;  /* ACT_NONE: the day alone */
    uint64_t from;      /* bit n: status n */
    enum status to;     /* STATUS_NONE: decided by screening or unchanged */
    uint64_t who;       /* bit n: role n */
    const char *source; /* "reg. 14(5)" */
    const char *text;   /* one sentence */
};
extern const struct rule procedure_rules[];
extern const size_t procedure_rule_count;

#endif
