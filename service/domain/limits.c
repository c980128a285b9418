#include "domain/limits.h"

#include <assert.h>

#include "domain/policy.h"

/* clang-format off */
/* Rulebook 3.4, row for row. What the law does not count in working days has DAYS_NONE: there the policy decides. */
static const struct limit_rule rules[LIMIT_COUNT] = {
    [LIMIT_ACKNOWLEDGE] = {LIMIT_ACKNOWLEDGE, "L1", 1, DAYS_NONE, DAYS_NONE, 0, "receipt of the complaint",
        "SI 2006/1738 reg. 11", "The complaint is acknowledged, with how the procedure works and the offer of an advocate.", {0}},
    [LIMIT_NAME_HANDLER] = {LIMIT_NAME_HANDLER, "L2", 1, DAYS_NONE, DAYS_NONE, 0, "receipt of the complaint",
        "council's policy", "The complainant is told who deals with the complaint.", {0}},
    [LIMIT_DECIDE_INTEREST] = {LIMIT_DECIDE_INTEREST, "L3", 0, DAYS_NONE, DAYS_NONE, 0, "receipt of the complaint",
        "SI 2006/1738 reg. 12(1)", "The council decides as soon as possible whether the person has enough interest in the child's welfare.", {0}},
    [LIMIT_EARLY_RESOLUTION] = {LIMIT_EARLY_RESOLUTION, "L4", 1, DAYS_NONE, DAYS_NONE, 0, "receipt of the complaint",
        "council's policy; inside SI 2006/1738 reg. 14(1)", "A quick fix is tried, inside stage 1, as long as the complainant agrees.", {0}},
    [LIMIT_STAGE_1] = {LIMIT_STAGE_1, "L5", 1, 10, 20, 0, "start of stage 1",
        "SI 2006/1738 reg. 14(1), (3) to (5)", "Stage 1 is answered within 10 working days, or within 20 if the complaint is complex.", {5, 8, 9, 0}},
    [LIMIT_RESOLUTION_TERMS] = {LIMIT_RESOLUTION_TERMS, "L6", 1, DAYS_NONE, DAYS_NONE, 0, "acceptance of the outcome",
        "SI 2006/1738 reg. 15(1)", "What was agreed is put in writing as soon as possible.", {0}},
    [LIMIT_ASK_STAGE_2] = {LIMIT_ASK_STAGE_2, "L7", 2, DAYS_NONE, DAYS_NONE, 0, "receipt of the stage 1 answer",
        "SI 2006/1738 reg. 15(2); guidance", "Stage 2 may be asked for at any time; it is best to ask soon.", {0}},
    [LIMIT_WRITTEN_RECORD] = {LIMIT_WRITTEN_RECORD, "L8", 2, DAYS_NONE, DAYS_NONE, 0, "request for stage 2",
        "SI 2006/1738 reg. 16(2)", "An oral complaint is written down as soon as possible, and the complainant may comment on it.", {0}},
    [LIMIT_STAGE_2] = {LIMIT_STAGE_2, "L9", 2, 25, 65, 0, "start of stage 2",
        "SI 2006/1738 reg. 17(3) to (6)", "Stage 2 is answered within 25 working days, or within the time that a written notice names.", {5, 15, 20, 24, 0}},
    [LIMIT_STAGE_2_ABSOLUTE] = {LIMIT_STAGE_2_ABSOLUTE, "L10", 2, 65, 65, 0, "start of stage 2",
        "SI 2006/1738 reg. 17(6)(b)", "Stage 2 never takes more than 65 working days.", {50, 60, 64, 0}},
    [LIMIT_ASK_STAGE_3] = {LIMIT_ASK_STAGE_3, "L11", 3, 20, DAYS_NONE, 0, "receipt of the stage 2 answer",
        "SI 2006/1738 reg. 18(2)", "A review panel is asked for within 20 working days of the stage 2 answer.", {0}},
    [LIMIT_ACKNOWLEDGE_STAGE_3] = {LIMIT_ACKNOWLEDGE_STAGE_3, "L12", 3, DAYS_NONE, DAYS_NONE, 0, "request for a panel",
        "guidance", "The request for a panel is acknowledged.", {0}},
    [LIMIT_APPOINT_CHAIR] = {LIMIT_APPOINT_CHAIR, "L13", 3, DAYS_NONE, DAYS_NONE, 0, "request for a panel",
        "guidance", "The chair of the panel is appointed.", {0}},
    [LIMIT_TELL_OF_PANEL] = {LIMIT_TELL_OF_PANEL, "L14", 3, DAYS_NONE, DAYS_NONE, 0, "day of the panel, counted back",
        "guidance", "The complainant is told the day and the place of the panel.", {0}},
    [LIMIT_SEND_PAPERS] = {LIMIT_SEND_PAPERS, "L15", 3, DAYS_NONE, DAYS_NONE, 0, "day of the panel, counted back",
        "guidance", "The papers are sent to everybody on the panel and at it.", {0}},
    [LIMIT_PANEL_MEETS] = {LIMIT_PANEL_MEETS, "L16", 3, 30, 30, 0, "receipt of the request for a panel",
        "SI 2006/1738 reg. 19(4)", "The panel meets within 30 working days of the request.", {10, 20, 29, 0}},
    [LIMIT_PANEL_REPORT] = {LIMIT_PANEL_REPORT, "L17", 3, 5, 5, 0, "meeting of the panel",
        "SI 2006/1738 reg. 20(2)", "The panel's report is sent within 5 working days.", {4, 0}},
    [LIMIT_FINAL_RESPONSE] = {LIMIT_FINAL_RESPONSE, "L18", 3, 15, 15, 0, "receipt of the panel's recommendations",
        "SI 2006/1738 reg. 20(3)", "The council answers the recommendations within 15 working days.", {5, 10, 14, 0}},
    [LIMIT_COMPLAIN] = {LIMIT_COMPLAIN, "L19", 0, DAYS_NONE, DAYS_NONE, 1, "the day on which the grounds arose",
        "SI 2006/1738 reg. 9(1)", "A complaint is made within a year; a later one may still be taken.", {0}},
    [LIMIT_RESUBMIT] = {LIMIT_RESUBMIT, "L20", 0, DAYS_NONE, DAYS_NONE, 1, "end of the proceedings",
        "SI 2006/1738 reg. 8(5)", "A stopped complaint is made again within a year of the end of the proceedings.", {0}},
    [LIMIT_STOP_NOTICE] = {LIMIT_STOP_NOTICE, "L21", 0, DAYS_NONE, DAYS_NONE, 0, "decision to stop",
        "SI 2006/1738 reg. 8(3)", "The complainant is told as soon as possible why the complaint is stopped.", {0}},
    [LIMIT_OMBUDSMAN_YEAR] = {LIMIT_OMBUDSMAN_YEAR, "L22", 0, DAYS_NONE, DAYS_NONE, 1, "the day on which the complainant became aware of the matter",
        "Local Government Act 1974 ss.26B, 34D", "The Ombudsman normally takes complaints within 12 months; only the Ombudsman decides.", {0}},
    [LIMIT_ANNUAL_REPORT] = {LIMIT_ANNUAL_REPORT, "L23", 0, DAYS_NONE, DAYS_NONE, 0, "31 March",
        "SI 2006/1738 reg. 13(3)", "The year's report is made as soon as possible after 31 March.", {0}},
    [LIMIT_OMBUDSMAN_REPORT_ANSWER] = {LIMIT_OMBUDSMAN_REPORT_ANSWER, "L24", 0, DAYS_NONE, DAYS_NONE, 0, "the Ombudsman's public report",
        "Local Government Act 1974 s.31(2)", "The council answers a public report of the Ombudsman within 3 months.", {0}},
    [LIMIT_UPDATE] = {LIMIT_UPDATE, "L25", 0, DAYS_NONE, DAYS_NONE, 0, "last word to the complainant",
        "council's policy", "The complainant is kept informed when a stage takes longer than its first limit.", {0}},
};
/* clang-format on */

const struct limit_rule *limit_rule(enum limit limit)
{
    assert(limit > LIMIT_NONE && limit < LIMIT_COUNT);
    return &rules[limit];
}

bool limit_binds_council(enum limit limit)
{
    return limit != LIMIT_ASK_STAGE_2 && limit != LIMIT_ASK_STAGE_3 && limit != LIMIT_COMPLAIN &&
           limit != LIMIT_RESUBMIT && limit != LIMIT_OMBUDSMAN_YEAR;
}
