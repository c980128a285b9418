/* The rules: where the complaint stands, this act may be done by these roles, if the guard agrees, and leads there.
 * Rulebook 3.3, T1 to T24 and T34. Nothing else knows the order of the stages. Printed as a table, kept by hand. */
#include "procedure_parts.h"

/* Roles that belong together. */
#define OWN (BY(COMPLAINANT) | BY(REPRESENTATIVE)) /* whose complaint it is */
#define COMPLAINANTS (OWN | BY(ADVOCATE))
#define MANAGER BY(COMPLAINTS_MANAGER)
#define OFFICE (MANAGER | BY(INTAKE_OFFICER))
#define HANDLER BY(STAGE1_HANDLER)
#define EVERYBODY (~UINT64_C(0))

/* clang-format off */
const struct rule procedure_rules[] = {
    {.number = "T1", .act = ACT_COMPLAIN, .from = AT(NONE), .who = EVERYBODY,
     .source = "reg. 6", .text = "A complaint is made orally or in writing, to anyone at the council."},

    /* ---- Screening ---- */
    {.number = "T3", .act = ACT_CLASSIFY, .from = OPEN, .who = MANAGER, .guard = guard_classify,
     .source = "Children Act 1989 ss.24D, 26", .text = "The council records who complains and about what."},
    {.number = "T4", .act = ACT_ROUTE, .from = UNANSWERED | AT(OUT_OF_SCOPE), .who = MANAGER, .guard = guard_route,
     .source = "Ombudsman's fact sheet", .text = "A point that is not for this procedure goes where it is heard; the last one takes the complaint along."},
    {.number = "T6", .act = ACT_DECIDE_INTEREST, .from = AT(AWAITING_INTEREST_DECISION), .who = MANAGER, .guard = guard_interest,
     .source = "reg. 12", .text = "The council decides whether the person has enough interest in the child's welfare; if so, stage 1 starts."},
    {.number = "T7", .act = ACT_DECIDE_LATE, .from = AT(LATE_DECISION) | AT(AWAITING_INTEREST_DECISION), .who = MANAGER, .guard = guard_late,
     .source = "reg. 9(2)", .text = "The council decides whether a complaint made after a year is taken."},

    /* ---- Early resolution, inside stage 1 ---- */
    {.number = "T8", .act = ACT_TRY_EARLY, .from = AT(STAGE1), .to = STATUS_EARLY_RESOLUTION, .who = COMPLAINANTS,
     .not_yours = VIOLATION_EARLY_NEEDS_CONSENT, .guard = guard_early,
     .source = "council's policy", .text = "Where the policy has it and the complainant wants it, a quick fix is tried first."},
    {.number = "T8", .act = ACT_PROPOSE, .of = PROPOSAL_EARLY_RESOLUTION, .from = AT(STAGE1), .who = MANAGER, .guard = guard_early,
     .source = "council's policy", .text = "The council proposes a quick fix; nothing happens until the complainant answers."},
    {.number = "T8", .act = ACT_ANSWER, .of = PROPOSAL_EARLY_RESOLUTION, .from = AT(STAGE1), .who = COMPLAINANTS,
     .not_yours = VIOLATION_EARLY_NEEDS_CONSENT, .guard = guard_early_answer,
     .source = "council's policy", .text = "The complainant answers the proposal of a quick fix."},
    {.number = "T10", .act = ACT_STOP_EARLY, .from = AT(EARLY_RESOLUTION), .to = STATUS_STAGE1, .who = COMPLAINANTS,
     .source = "reg. 14", .text = "The complainant stops the quick fix; stage 1 goes on with the same clock."},
    {.number = "T10", .act = ACT_NONE, .from = AT(EARLY_RESOLUTION), .to = STATUS_STAGE1, .who = BY(SYSTEM),
     .source = "reg. 14", .text = "When its days are over the quick fix ends by itself."},

    /* ---- Advocates ---- */
    {.number = "T11", .act = ACT_ASK_ADVOCATE, .from = OPEN, .who = COMPLAINANTS,
     .source = "reg. 14(3)(b)", .text = "An advocate is asked for; at or before receipt by a person with the right to one, stage 1 waits for the appointment."},
    {.number = "T11", .act = ACT_OFFER_ADVOCATE, .from = OPEN, .who = OFFICE | HANDLER,
     .source = "reg. 11", .text = "The council offers help in getting an advocate."},
    {.number = "T11", .act = ACT_DECLINE_ADVOCATE, .from = OPEN, .who = OWN, .guard = guard_advocate_declined,
     .source = "reg. 14(3)(c)", .text = "No advocate is wanted (any more); stage 1 does not wait."},
    {.number = "T12", .act = ACT_APPOINT_ADVOCATE, .from = OPEN, .who = MANAGER, .guard = guard_advocate_appointed,
     .source = "reg. 14(3)(b), ADV3", .text = "An advocate is appointed; a stage 1 that waited starts on that day."},
    {.number = "T12b", .act = ACT_APPOINT_ADVOCATE, .from = OPEN, .who = COMPLAINANTS, .guard = guard_advocate_appointed,
     .source = "reg. 14(3)(b)", .text = "The complainant names an advocate whom they found themselves."},
    {.number = "T12", .act = ACT_END_ADVOCATE, .from = ANY, .who = MANAGER | COMPLAINANTS, .guard = guard_advocate_ended,
     .source = "ADV5", .text = "The advocate stops acting."},

    /* ---- Stage 1 ---- */
    {.number = "T13", .act = ACT_NONE, .from = AT(SCREENING), .to = STATUS_STAGE1, .who = BY(SYSTEM),
     .source = "reg. 14(3)(c)", .text = "Where nothing stands in the way stage 1 opens by itself, from receipt."},
    {.number = "T14", .act = ACT_ASK_LATER_START, .from = UNANSWERED, .who = COMPLAINANTS,
     .not_yours = VIOLATION_LATER_START_BY_COUNCIL, .guard = guard_later_start_asked,
     .source = "reg. 14(4)", .text = "The complainant or the advocate asks that stage 1 start later."},
    {.number = "T14", .act = ACT_DECIDE_LATER_START, .from = UNANSWERED, .who = MANAGER, .guard = guard_later_start_decided,
     .source = "reg. 14(4)", .text = "The council agrees to the later start, or not."},
    {.number = "T15", .act = ACT_EXTEND, .stage = 1, .from = STAGE_1_OPEN, .who = MANAGER, .guard = guard_extension,
     .source = "reg. 14(5)", .text = "Stage 1 of a complex complaint is extended, to day 20 at most, before day 10 passes."},
    {.number = "T15", .act = ACT_SEND_NOTICE, .notice = NOTICE_STAGE_1_EXTENSION, .from = STAGE_1_OPEN, .who = MANAGER | HANDLER, .guard = guard_extension_notice,
     .source = "reg. 14(5)", .text = "The complainant is told of the extension: from then on it is in force (N6)."},
    {.number = "T16", .act = ACT_APPOINT, .from = OPEN, .who = MANAGER, .guard = guard_appointment,
     .source = "regs. 10, 14(2), 17(2)", .text = "Somebody takes a role on the complaint."},
    {.number = "T16", .act = ACT_END_ROLE, .from = ANY, .who = MANAGER,
     .source = "reg. 10", .text = "Somebody gives a role up."},
    {.number = "T16", .act = ACT_FIND, .stage = 1, .from = STAGE_1_OPEN, .who = HANDLER, .guard = guard_finding,
     .source = "reg. 14", .text = "The handler finds on points."},
    {.number = "T16", .act = ACT_SEND_NOTICE, .notice = NOTICE_STAGE_1_RESPONSE, .from = STAGE_1_OPEN, .to = STATUS_STAGE1_RESPONDED, .who = MANAGER | HANDLER, .guard = guard_response,
     .source = "regs. 14, 15", .text = "The answer goes out, with a finding on every open point: it alone stops the clock (N8)."},
    {.number = "T9", .act = ACT_ACCEPT_OUTCOME, .from = STAGE_1_OPEN, .to = STATUS_RESOLVED, .who = OWN,
     .source = "reg. 15(1)", .text = "The complainant accepts what was agreed; terms follow in writing (N7)."},
    {.number = "T17", .act = ACT_ACCEPT_OUTCOME, .from = AT(STAGE1_RESPONDED), .to = STATUS_RESOLVED, .who = OWN,
     .source = "reg. 15(1)", .text = "The complainant accepts the answer; terms follow in writing (N7)."},
    {.number = "T17", .act = ACT_NONE, .from = AT(STAGE1_RESPONDED), .to = STATUS_CLOSED_AFTER_STAGE1, .who = BY(SYSTEM),
     .source = "rulebook 3.2", .text = "Answered and not taken further: closed for the files after the policy's days; stage 2 stays open to the complainant."},

    /* ---- The way to stage 2 ---- */
    {.number = "T18", .act = ACT_ASK_SKIP, .from = UNANSWERED, .who = COMPLAINANTS,
     .source = "reg. 14(1)", .text = "The complainant asks to skip stage 1."},
    {.number = "T18", .act = ACT_DECIDE_SKIP, .from = AT(RECEIVED) | STAGE_1_OPEN | AT(AWAITING_ADVOCATE), .who = MANAGER, .guard = guard_skip_decision,
     .source = "regs. 14(1), 17(1)(a)", .text = "The council agrees to skip stage 1, or not."},
    {.number = "T18", .act = ACT_PROPOSE, .of = PROPOSAL_SKIP_STAGE_1, .from = AT(RECEIVED) | STAGE_1_OPEN | AT(AWAITING_ADVOCATE), .who = MANAGER,
     .source = "reg. 14(1)", .text = "The council proposes to skip stage 1; nothing happens until the complainant answers."},
    {.number = "T18", .act = ACT_ANSWER, .of = PROPOSAL_SKIP_STAGE_1, .from = AT(RECEIVED) | STAGE_1_OPEN | AT(AWAITING_ADVOCATE), .who = COMPLAINANTS, .guard = guard_skip_answer,
     .source = "reg. 14(1)", .text = "The complainant answers the proposal to skip stage 1."},
    {.number = "T19", .act = ACT_ASK_STAGE_2, .from = UNANSWERED | AT(STAGE1_RESPONDED) | AT(RESOLVED) | AT(CLOSED_AFTER_STAGE1), .who = COMPLAINANTS,
     .source = "reg. 15(2)", .text = "Stage 2 is asked for, orally or in writing, without reasons, form or limit; asked early it is a proposal to skip stage 1."},
    {.number = "T19", .act = ACT_NONE, .from = UNANSWERED, .to = STATUS_STAGE2, .who = BY(SYSTEM),
     .source = "regs. 15(2), 17(1)", .text = "A request for stage 2 that waits opens it by itself on the first day it may."},
    {.number = "T19", .act = ACT_WITHDRAW_REQUEST, .from = UNANSWERED, .who = COMPLAINANTS, .guard = guard_pending_request,
     .source = "reg. 15(2)", .text = "What was asked for and has not taken effect is taken back."},
    {.number = "T20", .act = ACT_NONE, .from = UNANSWERED | AT(STAGE1_RESPONDED) | AT(RESOLVED) | AT(CLOSED_AFTER_STAGE1), .to = STATUS_STAGE2_RECORD, .who = BY(SYSTEM),
     .source = "reg. 16", .text = "Stage 2 of an oral complaint begins with its written record."},
    {.number = "T21", .act = ACT_FINALISE_RECORD, .from = AT(STAGE2_RECORD), .to = STATUS_STAGE2, .who = MANAGER, .guard = guard_record,
     .source = "reg. 16(2), (3)", .text = "The council finalises the written record after inviting comments on its accuracy."},
    {.number = "T22", .act = ACT_NONE, .from = UNANSWERED | AT(STAGE1_RESPONDED) | AT(RESOLVED) | AT(CLOSED_AFTER_STAGE1), .to = STATUS_STAGE2, .who = BY(SYSTEM),
     .source = "reg. 17(4)", .text = "Stage 2 of a written complaint opens on receipt of the request or on the agreement to skip stage 1."},
    {.number = "T23", .act = ACT_FIND, .stage = 2, .from = AT(STAGE2), .who = BY(STAGE2_INVESTIGATOR) | BY(STAGE2_INDEPENDENT_PERSON), .guard = guard_stage_2_finding,
     .source = "reg. 17(2)", .text = "Stage 2 is worked only with an independent person."},
    {.number = "T24", .act = ACT_EXTEND, .stage = 2, .from = AT(STAGE2), .who = MANAGER, .guard = guard_stage_2_extension,
     .source = "reg. 17(6)", .text = "Stage 2 is extended, to day 65 at most, before day 25 passes."},
    {.number = "T24", .act = ACT_SEND_NOTICE, .notice = NOTICE_STAGE_2_EXTENSION, .from = AT(STAGE2), .who = MANAGER, .guard = guard_stage_2_extension_notice,
     .source = "reg. 17(6)", .text = "The complainant is told of the extension: from then on it is in force (N10)."},

    /* ---- Withdrawal ---- */
    {.number = "T34", .act = ACT_WITHDRAW, .from = OPEN, .who = COMPLAINANTS, .guard = guard_withdrawal,
     .source = "reg. 7(1)", .text = "The complainant or the advocate withdraws, orally or in writing."},
    {.number = "T34", .act = ACT_ASK_WITHDRAWAL_BACK, .from = OPEN, .who = COMPLAINANTS, .guard = guard_withdrawal_pending,
     .source = "reg. 7(1)", .text = "A withdrawal that is not yet confirmed is taken back."},
    {.number = "T34", .act = ACT_SEND_NOTICE, .notice = NOTICE_WITHDRAWAL_CONFIRMED, .from = ANY, .who = OFFICE, .guard = guard_withdrawal_pending,
     .source = "reg. 7(2)", .text = "The withdrawal is confirmed in writing, and with that complete (N9)."},

    /* ---- The other notices ---- */
    {.number = "N1", .act = ACT_SEND_NOTICE, .notice = NOTICE_ACKNOWLEDGEMENT, .from = ANY, .who = OFFICE | HANDLER,
     .source = "reg. 11", .text = "The complaint is acknowledged."},
    {.number = "N2", .act = ACT_SEND_NOTICE, .notice = NOTICE_HANDLER_NAMED, .from = OPEN, .who = OFFICE | HANDLER, .guard = guard_handler_notice,
     .source = "council's policy", .text = "The complainant is told who deals with the complaint."},
    {.number = "N3", .act = ACT_SEND_NOTICE, .notice = NOTICE_ROUTED_ELSEWHERE, .from = ANY, .who = MANAGER, .guard = guard_route_notice,
     .source = "Ombudsman's fact sheet", .text = "The complainant is told which point goes where, and why."},
    {.number = "N4", .act = ACT_SEND_NOTICE, .notice = NOTICE_INTEREST_DECISION, .from = ANY, .who = MANAGER, .guard = guard_interest_notice,
     .source = "reg. 12(4)", .text = "The decision on interest is told."},
    {.number = "N5", .act = ACT_SEND_NOTICE, .notice = NOTICE_LATE_DECISION, .from = ANY, .who = MANAGER, .guard = guard_late_notice,
     .source = "reg. 9", .text = "The decision on the late complaint is told."},
    {.number = "N7", .act = ACT_SEND_NOTICE, .notice = NOTICE_RESOLUTION_TERMS, .from = ANY, .who = MANAGER | HANDLER, .guard = guard_terms,
     .source = "reg. 15(1)", .text = "What was agreed is put in writing."},
    {.number = "N16", .act = ACT_SEND_NOTICE, .notice = NOTICE_DECISION_TO_OTHERS, .from = ANY, .who = MANAGER | HANDLER,
     .source = "Children Act 1989 s.26(7)(b)", .text = "The child and others concerned are told of the decision."},
    {.number = "N17", .act = ACT_SEND_NOTICE, .notice = NOTICE_OVERDUE, .from = OPEN, .who = MANAGER | HANDLER, .guard = guard_overdue_notice,
     .source = "rulebook 3.5", .text = "The complainant is told that a limit was missed, with an apology and a new target."},
    {.number = "N1..N17", .act = ACT_RECEIVE_NOTICE, .from = ANY, .who = EVERYBODY, .guard = guard_receipt,
     .source = "rulebook 3.5", .text = "The receipt of a notice becomes known."},

    /* ---- Points and corrections ---- */
    {.number = "rulebook 7", .act = ACT_ADD_POINT, .from = OPEN, .who = COMPLAINANTS | OFFICE, .guard = guard_new_point,
     .source = "rulebook 7", .text = "A point is added; at stage 2 only when both agree."},
    {.number = "rulebook 3.6", .act = ACT_CORRECT, .from = ANY, .who = MANAGER,
     .source = "rulebook 3.6, invariants 1 and 15", .text = "A fact is put right by two persons; clocks are computed again and both results are shown."},
};
/* clang-format on */

const size_t procedure_rule_count = COUNT(procedure_rules);
