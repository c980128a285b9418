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
    struct date first_due; /* worked to before any extension */
    struct date
        due; /* worked to: the stricter for the council, the longer for a complainant's window */
    struct date ceiling; /* the last date that a lawful extension may name */
    struct date met_on;
    struct date ended_on; /* met or cancelled: the day from which it no longer runs */
    bool extended;
    bool recorded_late;     /* met by an act in time that was keyed after the limit */
    const char *started_by; /* static words: "receipt of the complaint" ... */
    int started_by_act;     /* number of the act, or 0 */
};

/* When something happened, by which act; no date: it has not. */
struct milestone {
    struct date on;
    struct date recorded_on;
    int act; /* number of the act, or 0 */
};

/* A longer limit: decided first, in force when its notice was sent (decisions 26). */
struct extension {
    struct date decided_until; /* waits for its notice */
    struct date until;         /* in force */
    struct date told_on;
    struct date recorded_on;
};

/* What the acts said so far. The procedure's own memory: everything else in a standing follows from it. */
struct facts {
    struct milestone received;
    bool child;
    enum anonymity anonymity;
    struct milestone interest, late; /* decided */
    bool interest_accepted, late_accepted;
    struct milestone advocate_asked; /* first asked for, and not declined since */
    struct milestone advocate;       /* first appointed: the date of the appointment */
    bool advocate_offered;
    struct date later_start_wanted;
    int later_start_wanted_by_act;
    struct milestone later_start; /* agreed: `on` is the start */
    struct milestone early, early_stopped;
    bool early_proposed, skip_proposed;                    /* by the council, not answered */
    struct date early_proposed_until, skip_proposed_until; /* none: as long as nobody answers */
    struct extension stage_1_extension, stage_2_extension;
    struct date stage_1_start;
    bool stage_1_start_fixed; /* the limit was missed or met: nothing moves the start any more */
    int stage_1_started_by_act;
    const char *stage_1_started_by;
    struct milestone acknowledged, handler_told, answered, answer_received, accepted, terms_sent;
    struct milestone withdrawal_asked, withdrawn;
    uint64_t withdrawal_points;   /* 0: the whole complaint */
    struct milestone routed_away; /* the last open point left this procedure */
    struct milestone skip_asked, stage_2_asked;
    struct milestone stage_2; /* opened */
    struct milestone record;  /* final */
    struct date last_word;    /* to the complainant */
    bool investigator, independent_person;
};

enum {
    TURNS_MAX = 3
};

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
    int policy_version;                 /* of the day that the present stage started */
    const struct policy *policy;        /* that one; of the council, not copied */
    const struct policy *intake_policy; /* of the day of receipt */
    struct date early_until;            /* the last day of early resolution, if the policy has it */
    struct {
        enum point_status status;
        enum route route;
        int added_at_stage;
        enum result result;
    } points[POINTS_MAX];
    int point_count;
    struct clock clocks[LIMIT_COUNT]; /* by limit; not there: state CLOCK_NONE */
    bool withdrawal_pending;
    bool advocate_wanted;                              /* asked for, none appointed, not declined */
    bool advocate_appointed;                           /* one acts now */
    bool early_proposed, skip_proposed;                /* by the council, not answered */
    bool skip_asked, later_start_asked, stage_2_asked; /* by the complainant, pending */
    bool stage_1_overdue;
    bool handler_appointed;
    int handlers;              /* several may be appointed, each with findings of their own */
    bool findings_complete;    /* stage 1: a result for every open point */
    bool resolved_terms_due;   /* an outcome was accepted and N7 has not been sent */
    struct date stage_from[4]; /* [1..3]: the day that the stage opened */
    struct date closes_on; /* answered and not taken further: the day it is closed for the files */
    struct {               /* what the passing of days alone will bring, if nobody acts */
        struct date from;
        enum status status;
    } turns[TURNS_MAX];
    int turn_count;
    bool
        counted_as_statutory; /* for the year's report: not an anonymous letter, not all points elsewhere */
    struct facts facts;
};

/* Where the complaint stands at the end of `day`, counting the acts that took effect until then: an act takes effect
 * when it reached the council. Status STATUS_NONE before the complaint was received.
 * PROBLEM_CALENDAR_UNKNOWN when a limit leaves the known years. */
checked enum problem procedure_replay(const struct history *history, struct date day,
                                      struct standing *standing);

/* A clock as the acts made it, and what the passing of days alone makes of it while nobody acts (invariant 23). */
struct clock_course {
    struct clock clock;
    struct date from;        /* the day that brings it; none: it is there now */
    struct date turns_on;    /* the day that ends it; none: no day does */
    enum clock_state turned; /* what it is from that day on */
};
enum {
    COURSES_MAX = LIMIT_COUNT + 1 /* the word that is owed (L25) has a clock at each stage */
};
struct clock_courses {
    struct clock_course items[COURSES_MAX];
    size_t count;
};
/* Every clock there is at the end of `day`, and those that later days will bring. */
checked enum problem procedure_courses(const struct history *history, struct date day,
                                       struct clock_courses *courses);

/* May `act` be done? Judged by the standing on its own date; every violation is collected.
 * NO_PROBLEM; PROBLEM_NOT_ALLOWED_NOW when the complaint is at another point; PROBLEM_RULE_BROKEN when a rule forbids
 * it; PROBLEM_OUT_OF_ORDER when acts recorded since (their numbers in `undone`) would be refused after it. */
enum {
    UNDONE_MAX = 8
};
struct verdict {
    struct violations violations;
    int undone[UNDONE_MAX];
    int undone_count;
    bool
        cures_miss; /* dated in time, keyed after the limit: turns `missed` into `met`, invariant 15: it needs
                      * evidence and a second person */
};
checked enum problem procedure_decide(const struct history *history, const struct act *act,
                                      struct verdict *verdict);

/* May `role` do an act of `kind` on `day`, as far as the procedure can say before its particulars are known? */
struct choice {
    enum act_kind kind;
    enum proposal of;   /* PROPOSE, ANSWER */
    enum notice notice; /* SEND_NOTICE */
    int stage;          /* EXTEND, FIND */
    enum role role;     /* APPOINT: as what */
    bool allowed;
    enum violation blocked_by; /* VIOLATION_NONE when allowed */
    struct date until;         /* the last day it may be done, or none */
};
enum {
    CHOICES_MAX = 64
};
/* Every choice that `role` could ever have, allowed or blocked with its reason. */
size_t procedure_choices(const struct standing *standing, enum role role, struct date day,
                         struct choice choices[CHOICES_MAX]);

/* A rule of the procedure as data: `/v1/procedure` shows them, the tests count them. */
struct rule {
    const char *number;       /* "T15" */
    enum act_kind act;        /* ACT_NONE: the day alone */
    enum notice notice;       /* of SEND_NOTICE */
    enum proposal of;         /* of PROPOSE and ANSWER */
    int stage;                /* of EXTEND, FIND: 1 or 2 */
    uint64_t from;            /* bit n: status n */
    enum status to;           /* STATUS_NONE: decided by screening or unchanged */
    uint64_t who;             /* bit n: role n */
    enum violation not_yours; /* said to other roles; VIOLATION_NONE: ROLE_MAY_NOT */
    void (*guard)(const struct standing *standing, const struct act *act,
                  struct violations *violations);
    const char *source; /* "reg. 14(5)" */
    const char *text;   /* one sentence */
};
extern const struct rule procedure_rules[];
extern const size_t procedure_rule_count;

/* Whether `capacity` needs a decision on interest (reg. 12(1)). */
bool procedure_needs_interest(enum capacity capacity);

/* Whether the person has the right to an advocate under s.26A (rulebook 1.1); with no capacity known a child has. */
bool procedure_has_advocate_right(enum capacity capacity, bool child);

/* The day on which an act takes effect: when it reached the council. */
struct date act_day(const struct act *act);

#endif
