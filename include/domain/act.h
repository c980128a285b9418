/* domain/act.h - what happened to a complaint, one typed fact after the other. The history of acts is all that the
 * procedure knows: no words, no persons, only codes, dates and marks. Rows of the table `act` have the same members. */
#ifndef HEARD_DOMAIN_ACT_H
#define HEARD_DOMAIN_ACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "domain/codes.h"
#include "domain/date.h"

enum {
    POINTS_MAX = 64
};

/* clang-format off */
#define ACTS(X) /* code; the transition of rulebook 3.3 that it makes */ \
    X(COMPLAIN, "complain")                      /* T1 */ \
    X(CLASSIFY, "classify")                      /* T3 */ \
    X(ROUTE, "route")                            /* T4, per point */ \
    X(DECIDE_INTEREST, "decide_interest")        /* T6 */ \
    X(DECIDE_LATE, "decide_late")                /* T7 */ \
    X(PROPOSE, "propose")                        /* the council proposes; never takes effect alone */ \
    X(ANSWER, "answer")                          /* the complainant answers a proposal */ \
    X(TRY_EARLY, "try_early_resolution")         /* T8 */ \
    X(STOP_EARLY, "stop_early_resolution")       /* T10 */ \
    X(ASK_ADVOCATE, "ask_advocate")              /* T11 */ \
    X(OFFER_ADVOCATE, "offer_advocate")          /* reg. 11 */ \
    X(DECLINE_ADVOCATE, "decline_advocate")      /* ends the wait of T11 */ \
    X(APPOINT_ADVOCATE, "appoint_advocate")      /* T12; `agreed`: found by the child, T12b */ \
    X(END_ADVOCATE, "end_advocate") \
    X(ASK_LATER_START, "ask_later_start")        /* T14, by the complainant or the advocate only */ \
    X(DECIDE_LATER_START, "decide_later_start")  /* T14 */ \
    X(EXTEND, "extend")                          /* T15, T24: works from the dispatch of its notice on */ \
    X(APPOINT, "appoint")                        /* somebody takes a role on the case */ \
    X(END_ROLE, "end_role") \
    X(FIND, "find")                              /* a finding for each point, by one author */ \
    X(SEND_NOTICE, "send_notice")                /* N1..N17 leave: T16 with N8, T34 with N9, T15 with N6 ... */ \
    X(RECEIVE_NOTICE, "receive_notice")          /* receipt becomes known */ \
    X(ACCEPT_OUTCOME, "accept_outcome")          /* T9, T17 */ \
    X(ASK_SKIP, "ask_skip_stage_1")              /* T18 */ \
    X(DECIDE_SKIP, "decide_skip_stage_1")        /* T18 */ \
    X(ASK_STAGE_2, "ask_stage_2")                /* T19, T20, T22; early it is a proposal to skip, invariant 6 */ \
    X(WITHDRAW_REQUEST, "withdraw_request")      /* takes a pending request or proposal back */ \
    X(FINALISE_RECORD, "finalise_record")        /* T21 */ \
    X(WITHDRAW, "withdraw")                      /* T34; complete when N9 is sent */ \
    X(ADD_POINT, "add_point") \
    X(CORRECT, "correct")                        /* a fact of an earlier act put right */ \
    X(ASK_WITHDRAWAL_BACK, "ask_withdrawal_back") /* a withdrawal not yet confirmed is taken back */
/* clang-format on */

#define WORD_ACT(name, text) ACT_##name,
CODES(act_kind, ACT_, ACTS, WORD_ACT)

struct act {
    enum act_kind kind;
    int number;              /* 1, 2, ... within the complaint; 0: not recorded yet */
    struct date on;          /* the day it happened (made_on, decided_on, sent_on) */
    struct date received_on; /* the day it reached the council: clocks and windows run from here */
    struct date recorded_on; /* the council's day when it was keyed */
    struct date
        until; /* the date that the act names: a new due date, a later start, the day the grounds arose,
                              * an appointment, comments invited on; of CORRECT: the right date */
    enum role by;
    int stage; /* 1 to 3, or 0 */
    enum form form;
    enum channel channel; /* of a notice: how it left */
    enum kind matter;     /* COMPLAIN only */
    enum anonymity anonymity;
    enum capacity capacity; /* COMPLAIN, CLASSIFY, CORRECT */
    enum route route;       /* ROUTE */
    enum proposal of;       /* PROPOSE, ANSWER, EXTEND(none) */
    enum notice notice;     /* SEND_NOTICE, RECEIVE_NOTICE */
    enum role role;         /* APPOINT, END_ROLE, FIND: as whom */
    enum ground ground;     /* EXTEND */
    enum fact fact;         /* CORRECT */
    bool agreed;            /* accepted, agreed, self-arranged */
    bool child;             /* COMPLAIN: the complainant is under 18 */
    uint64_t
        points; /* bit n - 1 is point n; 0 where the act takes in all. COMPLAIN: the points it has, 0: one */
    char findings[POINTS_MAX + 1]; /* FIND: a result of each point: u, p, n, x; '-' none */
    int corrects; /* CORRECT: number of the act put right; SEND_NOTICE: the decision that it makes effective;
                              * WITHDRAW_REQUEST: the request taken back, 0: all that wait */
    struct id subject; /* row that holds the words: request, decision, notice, participant ... */
};

/* The act in a few words of English, for a timeline: "stage 1 extended". */
const char *act_label(const struct act *act);

#endif
