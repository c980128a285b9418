#include "domain/act.h"

static const char *notice_label(enum notice notice)
{
    static const char *const labels[NOTICE_COUNT] = {
        [NOTICE_NONE] = "notice sent",
        [NOTICE_ACKNOWLEDGEMENT] = "complaint acknowledged",
        [NOTICE_HANDLER_NAMED] = "complainant told who deals with it",
        [NOTICE_ROUTED_ELSEWHERE] = "complainant told which point goes elsewhere",
        [NOTICE_INTEREST_DECISION] = "decision on interest told",
        [NOTICE_LATE_DECISION] = "decision on lateness told",
        [NOTICE_STAGE_1_EXTENSION] = "complainant told of the extension of stage 1",
        [NOTICE_RESOLUTION_TERMS] = "terms of the resolution sent",
        [NOTICE_STAGE_1_RESPONSE] = "stage 1 answered",
        [NOTICE_WITHDRAWAL_CONFIRMED] = "withdrawal confirmed",
        [NOTICE_STAGE_2_EXTENSION] = "complainant told of the extension of stage 2",
        [NOTICE_STAGE_2_RESPONSE] = "stage 2 answered",
        [NOTICE_STOP] = "complainant told of the stop",
        [NOTICE_PANEL_INVITATION] = "panel invitation sent",
        [NOTICE_PANEL_REPORT] = "panel report sent",
        [NOTICE_FINAL_RESPONSE] = "final response sent",
        [NOTICE_DECISION_TO_OTHERS] = "others told of the decision",
        [NOTICE_OVERDUE] = "complainant told of the delay",
    };

    return labels[notice];
}

const char *act_label(const struct act *act)
{
    static const char *const labels[ACT_COUNT] = {
        [ACT_NONE] = "nothing",
        [ACT_COMPLAIN] = "complaint received",
        [ACT_CLASSIFY] = "complaint classified",
        [ACT_ROUTE] = "points routed",
        [ACT_DECIDE_INTEREST] = "interest decided",
        [ACT_DECIDE_LATE] = "late complaint decided",
        [ACT_PROPOSE] = "proposal made",
        [ACT_ANSWER] = "proposal answered",
        [ACT_TRY_EARLY] = "early resolution started",
        [ACT_STOP_EARLY] = "early resolution stopped",
        [ACT_ASK_ADVOCATE] = "advocate asked for",
        [ACT_OFFER_ADVOCATE] = "advocate offered",
        [ACT_DECLINE_ADVOCATE] = "advocate declined",
        [ACT_APPOINT_ADVOCATE] = "advocate appointed",
        [ACT_END_ADVOCATE] = "advocate ended",
        [ACT_ASK_LATER_START] = "later start asked for",
        [ACT_DECIDE_LATER_START] = "later start decided",
        [ACT_EXTEND] = "extension decided",
        [ACT_APPOINT] = "role given",
        [ACT_END_ROLE] = "role ended",
        [ACT_FIND] = "findings made",
        [ACT_RECEIVE_NOTICE] = "notice received",
        [ACT_ACCEPT_OUTCOME] = "outcome accepted",
        [ACT_ASK_SKIP] = "skipping stage 1 asked for",
        [ACT_DECIDE_SKIP] = "skipping stage 1 decided",
        [ACT_ASK_STAGE_2] = "stage 2 asked for",
        [ACT_WITHDRAW_REQUEST] = "request taken back",
        [ACT_FINALISE_RECORD] = "written record finalised",
        [ACT_WITHDRAW] = "withdrawal made",
        [ACT_ADD_POINT] = "point added",
        [ACT_CORRECT] = "fact corrected",
        [ACT_ASK_WITHDRAWAL_BACK] = "withdrawal taken back",
    };

    return act->kind == ACT_SEND_NOTICE ? notice_label(act->notice) : labels[act->kind];
}
