/* domain/codes.h - the closed vocabularies of the procedure and their codes on the wire (rulebook 1, 2, 3.2, 7; api 4, 5).
 *
 * Each enum starts with NONE = 0 and has a table of codes in the same order, so that text and enum cannot drift. */
#ifndef HEARD_DOMAIN_CODES_H
#define HEARD_DOMAIN_CODES_H

#include <stddef.h>

/* clang-format off */
#define CAPACITIES(X) /* who complains: rulebook 1.1 */ \
    X(CHILD_LOOKED_AFTER, "child_looked_after") X(CHILD_IN_NEED, "child_in_need") X(PARENT, "parent") \
    X(PERSON_WITH_PR, "person_with_pr") X(FOSTER_PARENT, "foster_parent") X(OTHER_26_3_E, "other_26_3_e") \
    X(ADOPTION_PERSON, "adoption_person") X(OTHER_26_3B_B, "other_26_3B_b") X(SG_CHILD, "sg_child") \
    X(SPECIAL_GUARDIAN, "special_guardian") X(SG_PARENT, "sg_parent") X(OTHER_26_3C_C, "other_26_3C_c") \
    X(SG_ASSESSMENT_APPLICANT, "sg_assessment_applicant") X(RELEVANT_CHILD, "relevant_child") \
    X(FORMER_RELEVANT_CHILD, "former_relevant_child") X(QUALIFYING_PERSON, "qualifying_person") \
    X(S24B2_PERSON, "s24B2_person") X(FOSTERING_LIMIT_PERSON, "fostering_limit_person") \
    X(VOLUNTARY_ORG_CASE, "voluntary_org_case")
#define FUNCTIONS(X) /* what about: rulebook 1.2 */ \
    X(PART3, "part3") X(PART4_5, "part4_5") X(ADOPTION, "adoption") \
    X(SPECIAL_GUARDIANSHIP, "special_guardianship") X(FOSTERING_LIMITS, "fostering_limits")
#define KINDS(X) X(COMPLAINT, "complaint") X(REPRESENTATION, "representation") X(PRAISE, "praise")
#define FORMS(X) X(ORAL, "oral") X(WRITTEN, "written")
#define CHANNELS(X) X(WEB, "web") X(APP, "app") X(PHONE, "phone") X(EMAIL, "email") X(LETTER, "letter") \
    X(IN_PERSON, "in_person") X(VOICE_MESSAGE, "voice_message") X(ADVOCATE, "advocate") X(SOCIAL_MEDIA, "social_media")
#define ANONYMITIES(X) X(NAMED, "named") X(CONFIDENTIAL, "confidential") X(ANONYMOUS, "anonymous")
#define ROUTES(X) /* a point's procedure */ \
    X(UNDECIDED, "undecided") X(STATUTORY, "statutory") X(CORPORATE, "corporate") X(OTHER_BODY, "other_body") X(MIXED, "mixed")
#define ROLES(X) /* rulebook 2 */ \
    X(COMPLAINTS_MANAGER, "complaints_manager") X(INTAKE_OFFICER, "intake_officer") X(STAGE1_HANDLER, "stage1_handler") \
    X(STAGE2_INVESTIGATOR, "stage2_investigator") X(STAGE2_INDEPENDENT_PERSON, "stage2_independent_person") \
    X(ADJUDICATING_OFFICER, "adjudicating_officer") X(PANEL_CHAIR, "panel_chair") X(PANEL_MEMBER, "panel_member") \
    X(PANEL_CLERK, "panel_clerk") X(DIRECTOR, "director") X(ADVOCATE, "advocate") X(SUPPORTER, "supporter") \
    X(COMPLAINANT, "complainant") X(REPRESENTATIVE, "representative") X(CHILD_SUBJECT, "child_subject") \
    X(SUBJECT, "subject") X(OMBUDSMAN, "ombudsman") X(IRO, "iro") X(AUDITOR_READER, "auditor_reader") \
    X(SYSTEM, "system") X(OPERATOR, "operator")
#define STATUSES(X) /* rulebook 3.2 */ \
    X(RECEIVED, "received") X(SCREENING, "screening") X(AWAITING_INTEREST_DECISION, "awaiting_interest_decision") \
    X(LATE_DECISION, "late_decision") X(EARLY_RESOLUTION, "early_resolution") X(AWAITING_ADVOCATE, "awaiting_advocate") \
    X(STAGE1, "stage1") X(STAGE1_RESPONDED, "stage1_responded") X(STAGE2_RECORD, "stage2_record") X(STAGE2, "stage2") \
    X(STAGE2_ADJUDICATION, "stage2_adjudication") X(STAGE2_RESPONDED, "stage2_responded") \
    X(STAGE3_REQUESTED, "stage3_requested") X(STAGE3_CONVENING, "stage3_convening") X(STAGE3_HELD, "stage3_held") \
    X(STAGE3_REPORTED, "stage3_reported") X(STAGE3_RESPONDED, "stage3_responded") X(NOT_ACCEPTED, "not_accepted") \
    X(OUT_OF_SCOPE, "out_of_scope") X(WITHDRAWN, "withdrawn") X(RESOLVED, "resolved") \
    X(CLOSED_AFTER_STAGE1, "closed_after_stage1") X(CLOSED_AFTER_STAGE2, "closed_after_stage2") X(CLOSED_FINAL, "closed_final")
#define PHASES(X) X(INTAKE, "intake") X(STAGE_1, "stage_1") X(STAGE_2, "stage_2") X(STAGE_3, "stage_3") X(CLOSED, "closed")
#define OUTCOMES(X) X(ALL_UPHELD, "all_upheld") X(PARTLY_UPHELD, "partly_upheld") X(NOT_UPHELD, "not_upheld") \
    X(NO_FINDING, "no_finding") X(RESOLVED, "resolved") X(WITHDRAWN, "withdrawn") X(NOT_ACCEPTED, "not_accepted")
#define RESULTS(X) /* of a point: rulebook 7 */ \
    X(UPHELD, "upheld") X(PARTIALLY_UPHELD, "partially_upheld") X(NOT_UPHELD, "not_upheld") X(NO_FINDING, "no_finding")
#define POINT_STATUSES(X) X(OPEN, "open") X(STOPPED, "stopped") X(WITHDRAWN, "withdrawn") X(RESOLVED, "resolved") X(DECIDED, "decided")
#define PROPOSALS(X) X(EARLY_RESOLUTION, "early_resolution") X(SKIP_STAGE_1, "skip_stage_1") X(EARLY_REFERRAL, "early_referral")
#define GROUNDS(X) X(COMPLEX, "complex")  /* of an extension of stage 1, reg. 14(5): there is no other */
#define NOTICES(X) /* N1..N17, in order */ \
    X(ACKNOWLEDGEMENT, "acknowledgement") X(HANDLER_NAMED, "handler_named") X(ROUTED_ELSEWHERE, "routed_elsewhere") \
    X(INTEREST_DECISION, "interest_decision") X(LATE_DECISION, "late_decision") X(STAGE_1_EXTENSION, "stage_1_extension") \
    X(RESOLUTION_TERMS, "resolution_terms") X(STAGE_1_RESPONSE, "stage_1_response") \
    X(WITHDRAWAL_CONFIRMED, "withdrawal_confirmed") X(STAGE_2_EXTENSION, "stage_2_extension") \
    X(STAGE_2_RESPONSE, "stage_2_response") X(STOP, "stop") X(PANEL_INVITATION, "panel_invitation") \
    X(PANEL_REPORT, "panel_report") X(FINAL_RESPONSE, "final_response") X(DECISION_TO_OTHERS, "decision_to_others") \
    X(OVERDUE, "overdue")
#define LIMITS(X) /* L1..L25, in the order of rulebook 3.4 */ \
    X(ACKNOWLEDGE, "acknowledge") X(NAME_HANDLER, "name_handler") X(DECIDE_INTEREST, "decide_interest") \
    X(EARLY_RESOLUTION, "early_resolution") X(STAGE_1, "stage_1") X(RESOLUTION_TERMS, "resolution_terms") \
    X(ASK_STAGE_2, "ask_stage_2") X(WRITTEN_RECORD, "written_record") X(STAGE_2, "stage_2") \
    X(STAGE_2_ABSOLUTE, "stage_2_absolute") X(ASK_STAGE_3, "ask_stage_3") X(ACKNOWLEDGE_STAGE_3, "acknowledge_stage_3") \
    X(APPOINT_CHAIR, "appoint_chair") X(TELL_OF_PANEL, "tell_of_panel") X(SEND_PAPERS, "send_papers") \
    X(PANEL_MEETS, "panel_meets") X(PANEL_REPORT, "panel_report") X(FINAL_RESPONSE, "final_response") \
    X(COMPLAIN, "complain") X(RESUBMIT, "resubmit") X(STOP_NOTICE, "stop_notice") X(OMBUDSMAN_YEAR, "ombudsman_year") \
    X(ANNUAL_REPORT, "annual_report") X(OMBUDSMAN_REPORT_ANSWER, "ombudsman_report_answer") X(UPDATE, "update")
#define CLOCK_STATES(X) X(RUNNING, "running") X(MET, "met") X(MISSED, "missed") X(CANCELLED, "cancelled")
#define FACTS(X) /* what a correction may put right */ \
    X(RECEIVED_ON, "received_on") X(FORM, "form") X(CAPACITY, "capacity") X(SENT_ON, "sent_on") \
    X(GROUNDS_AROSE_ON, "grounds_arose_on")
#define AUTHORITY_TIES(X) /* of somebody proposed for a role to the authority, reg. 2(1); rulebook 2 */ \
    X(NO, "none") X(MEMBER, "member") X(OFFICER, "officer") X(SPOUSE_OF_MEMBER, "spouse_of_member") \
    X(CIVIL_PARTNER_OF_MEMBER, "civil_partner_of_member") X(SPOUSE_OF_OFFICER, "spouse_of_officer") \
    X(CIVIL_PARTNER_OF_OFFICER, "civil_partner_of_officer") \
    X(COUNTS_AS_AUTHORITY, "counts_as_authority") /* of a trust or company that runs the service */
#define CASE_TIES(X) /* of somebody proposed for a role to the complaint; rulebook 2 */ \
    X(NO, "none") X(SUBJECT, "subject") X(LINE_MANAGER_OF_SUBJECT, "line_manager_of_subject") \
    X(STAGE1_HANDLER, "stage1_handler") X(STAGE2_INVESTIGATOR, "stage2_investigator") \
    X(STAGE2_INDEPENDENT_PERSON, "stage2_independent_person")
/* clang-format on */

#define CODES(tag, prefix, LIST, word) \
    enum tag { \
        prefix##NONE = 0, \
        LIST(word) prefix##COUNT \
    }; \
    extern const struct codes tag##_codes;
struct codes {
    const char *const *texts; /* texts[0] is NULL: none */
    size_t count;             /* with none */
};

#define WORD_CAPACITY(name, text) CAPACITY_##name,
#define WORD_FUNCTION(name, text) FUNCTION_##name,
#define WORD_KIND(name, text) KIND_##name,
#define WORD_FORM(name, text) FORM_##name,
#define WORD_CHANNEL(name, text) CHANNEL_##name,
#define WORD_ANONYMITY(name, text) ANONYMITY_##name,
#define WORD_ROUTE(name, text) ROUTE_##name,
#define WORD_ROLE(name, text) ROLE_##name,
#define WORD_STATUS(name, text) STATUS_##name,
#define WORD_PHASE(name, text) PHASE_##name,
#define WORD_OUTCOME(name, text) OUTCOME_##name,
#define WORD_RESULT(name, text) RESULT_##name,
#define WORD_POINT(name, text) POINT_##name,
#define WORD_PROPOSAL(name, text) PROPOSAL_##name,
#define WORD_GROUND(name, text) GROUND_##name,
#define WORD_NOTICE(name, text) NOTICE_##name,
#define WORD_LIMIT(name, text) LIMIT_##name,
#define WORD_CLOCK(name, text) CLOCK_##name,
#define WORD_FACT(name, text) FACT_##name,
#define WORD_AUTHORITY_TIE(name, text) AUTHORITY_TIE_##name,
#define WORD_CASE_TIE(name, text) CASE_TIE_##name,

CODES(capacity, CAPACITY_, CAPACITIES, WORD_CAPACITY)
CODES(function, FUNCTION_, FUNCTIONS, WORD_FUNCTION)
CODES(kind, KIND_, KINDS, WORD_KIND)
CODES(form, FORM_, FORMS, WORD_FORM)
CODES(channel, CHANNEL_, CHANNELS, WORD_CHANNEL)
CODES(anonymity, ANONYMITY_, ANONYMITIES, WORD_ANONYMITY)
CODES(route, ROUTE_, ROUTES, WORD_ROUTE)
CODES(role, ROLE_, ROLES, WORD_ROLE)
CODES(status, STATUS_, STATUSES, WORD_STATUS)
CODES(phase, PHASE_, PHASES, WORD_PHASE)
CODES(outcome, OUTCOME_, OUTCOMES, WORD_OUTCOME)
CODES(result, RESULT_, RESULTS, WORD_RESULT)
CODES(point_status, POINT_, POINT_STATUSES, WORD_POINT)
CODES(proposal, PROPOSAL_, PROPOSALS, WORD_PROPOSAL)
CODES(ground, GROUND_, GROUNDS, WORD_GROUND)
CODES(notice, NOTICE_, NOTICES, WORD_NOTICE)
CODES(limit, LIMIT_, LIMITS, WORD_LIMIT)
CODES(clock_state, CLOCK_, CLOCK_STATES, WORD_CLOCK)
CODES(fact, FACT_, FACTS, WORD_FACT)
CODES(authority_tie, AUTHORITY_TIE_, AUTHORITY_TIES, WORD_AUTHORITY_TIE)
CODES(case_tie, CASE_TIE_, CASE_TIES, WORD_CASE_TIE)

/* The value whose code is `text`, or 0. */
int code_find(const struct codes *codes, const char *text);

/* The code of `value`; NULL for none. */
const char *code_text(const struct codes *codes, int value);

#endif
