-- The closed vocabularies of the procedure (rulebook 1, 2, 3.2, 7): the codes of include/domain/codes.h and act.h.
-- suits: 0.1.0
--
-- A domain over text, not an enum type: the operators of text are leakproof, so that row policies keep their
-- indexes. A test compares every list with its twin in C.

CREATE DOMAIN capacity_code AS text
    CONSTRAINT capacity_code_known CHECK (VALUE IN (
        'child_looked_after', 'child_in_need', 'parent', 'person_with_pr', 'foster_parent',
        'other_26_3_e', 'adoption_person', 'other_26_3B_b', 'sg_child', 'special_guardian',
        'sg_parent', 'other_26_3C_c', 'sg_assessment_applicant', 'relevant_child',
        'former_relevant_child', 'qualifying_person', 's24B2_person', 'fostering_limit_person',
        'voluntary_org_case'));

CREATE DOMAIN function_code AS text
    CONSTRAINT function_code_known CHECK (VALUE IN (
        'part3', 'part4_5', 'adoption', 'special_guardianship', 'fostering_limits'));

CREATE DOMAIN kind_code AS text
    CONSTRAINT kind_code_known CHECK (VALUE IN (
        'complaint', 'representation', 'praise'));

CREATE DOMAIN form_code AS text
    CONSTRAINT form_code_known CHECK (VALUE IN (
        'oral', 'written'));

CREATE DOMAIN channel_code AS text
    CONSTRAINT channel_code_known CHECK (VALUE IN (
        'web', 'app', 'phone', 'email', 'letter', 'in_person', 'voice_message', 'advocate',
        'social_media'));

CREATE DOMAIN anonymity_code AS text
    CONSTRAINT anonymity_code_known CHECK (VALUE IN (
        'named', 'confidential', 'anonymous'));

CREATE DOMAIN route_code AS text
    CONSTRAINT route_code_known CHECK (VALUE IN (
        'undecided', 'statutory', 'corporate', 'other_body', 'mixed'));

CREATE DOMAIN role_code AS text
    CONSTRAINT role_code_known CHECK (VALUE IN (
        'complaints_manager', 'intake_officer', 'stage1_handler', 'stage2_investigator',
        'stage2_independent_person', 'adjudicating_officer', 'panel_chair', 'panel_member',
        'panel_clerk', 'director', 'advocate', 'supporter', 'complainant', 'representative',
        'child_subject', 'subject', 'ombudsman', 'iro', 'auditor_reader', 'system', 'operator'));

CREATE DOMAIN status_code AS text
    CONSTRAINT status_code_known CHECK (VALUE IN (
        'received', 'screening', 'awaiting_interest_decision', 'late_decision', 'early_resolution',
        'awaiting_advocate', 'stage1', 'stage1_responded', 'stage2_record', 'stage2',
        'stage2_adjudication', 'stage2_responded', 'stage3_requested', 'stage3_convening',
        'stage3_held', 'stage3_reported', 'stage3_responded', 'not_accepted', 'out_of_scope',
        'withdrawn', 'resolved', 'closed_after_stage1', 'closed_after_stage2', 'closed_final'));

CREATE DOMAIN phase_code AS text
    CONSTRAINT phase_code_known CHECK (VALUE IN (
        'intake', 'stage_1', 'stage_2', 'stage_3', 'closed'));

CREATE DOMAIN outcome_code AS text
    CONSTRAINT outcome_code_known CHECK (VALUE IN (
        'all_upheld', 'partly_upheld', 'not_upheld', 'no_finding', 'resolved', 'withdrawn',
        'not_accepted'));

CREATE DOMAIN result_code AS text
    CONSTRAINT result_code_known CHECK (VALUE IN (
        'upheld', 'partially_upheld', 'not_upheld', 'no_finding'));

CREATE DOMAIN point_status_code AS text
    CONSTRAINT point_status_code_known CHECK (VALUE IN (
        'open', 'stopped', 'withdrawn', 'resolved', 'decided'));

CREATE DOMAIN proposal_code AS text
    CONSTRAINT proposal_code_known CHECK (VALUE IN (
        'early_resolution', 'skip_stage_1', 'early_referral'));

CREATE DOMAIN ground_code AS text
    CONSTRAINT ground_code_known CHECK (VALUE IN (
        'complex'));

CREATE DOMAIN notice_code AS text
    CONSTRAINT notice_code_known CHECK (VALUE IN (
        'acknowledgement', 'handler_named', 'routed_elsewhere', 'interest_decision',
        'late_decision', 'stage_1_extension', 'resolution_terms', 'stage_1_response',
        'withdrawal_confirmed', 'stage_2_extension', 'stage_2_response', 'stop',
        'panel_invitation', 'panel_report', 'final_response', 'decision_to_others', 'overdue'));

CREATE DOMAIN limit_code AS text
    CONSTRAINT limit_code_known CHECK (VALUE IN (
        'acknowledge', 'name_handler', 'decide_interest', 'early_resolution', 'stage_1',
        'resolution_terms', 'ask_stage_2', 'written_record', 'stage_2', 'stage_2_absolute',
        'ask_stage_3', 'acknowledge_stage_3', 'appoint_chair', 'tell_of_panel', 'send_papers',
        'panel_meets', 'panel_report', 'final_response', 'complain', 'resubmit', 'stop_notice',
        'ombudsman_year', 'annual_report', 'ombudsman_report_answer', 'update'));

CREATE DOMAIN clock_state_code AS text
    CONSTRAINT clock_state_code_known CHECK (VALUE IN (
        'running', 'met', 'missed', 'cancelled'));

CREATE DOMAIN fact_code AS text
    CONSTRAINT fact_code_known CHECK (VALUE IN (
        'received_on', 'form', 'capacity', 'sent_on', 'grounds_arose_on'));

CREATE DOMAIN act_kind_code AS text
    CONSTRAINT act_kind_code_known CHECK (VALUE IN (
        'complain', 'classify', 'route', 'decide_interest', 'decide_late', 'propose', 'answer',
        'try_early_resolution', 'stop_early_resolution', 'ask_advocate', 'offer_advocate',
        'decline_advocate', 'appoint_advocate', 'end_advocate', 'ask_later_start',
        'decide_later_start', 'extend', 'appoint', 'end_role', 'find', 'send_notice',
        'receive_notice', 'accept_outcome', 'ask_skip_stage_1', 'decide_skip_stage_1',
        'ask_stage_2', 'withdraw_request', 'finalise_record', 'withdraw', 'add_point', 'correct',
        'ask_withdrawal_back'));
