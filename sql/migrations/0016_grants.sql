-- What each role may do. The service's role owns nothing, and may change neither acts nor events (they only grow).
-- suits: 0.1.0

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- heard_sight: sees what its functions tell.
GRANT SELECT ON council, issuer, participant, participant_identity, complaint, idempotency TO heard_sight;
GRANT INSERT, UPDATE, DELETE ON council TO heard_sight;
GRANT UPDATE, DELETE ON idempotency TO heard_sight;
GRANT EXECUTE ON FUNCTION my_council, my_actor, my_reach_is_council TO heard_sight;

ALTER FUNCTION my_cases OWNER TO heard_sight;
ALTER FUNCTION my_participants OWNER TO heard_sight;
ALTER FUNCTION my_people OWNER TO heard_sight;
ALTER FUNCTION case_is_new OWNER TO heard_sight;
ALTER FUNCTION complaint_search OWNER TO heard_sight;
ALTER FUNCTION council_find OWNER TO heard_sight;
ALTER FUNCTION council_by_code OWNER TO heard_sight;
ALTER FUNCTION issuer_list OWNER TO heard_sight;
ALTER FUNCTION sandbox_add OWNER TO heard_sight;
ALTER FUNCTION sandbox_sweep OWNER TO heard_sight;
ALTER FUNCTION idempotency_sweep OWNER TO heard_sight;

GRANT EXECUTE ON FUNCTION complaint_status, complaint_phase TO heard_service;
GRANT EXECUTE ON FUNCTION my_council, my_actor, my_reach_is_council, my_role_is, my_cases, my_participants, my_people,
    case_is_new, complaint_search, council_find, council_by_code, issuer_list, sandbox_add, sandbox_sweep, idempotency_sweep
    TO heard_service;

-- heard_service
GRANT SELECT ON schema_migration, calendar_version, non_working_day TO heard_service;
GRANT SELECT ON council TO heard_service;
GRANT UPDATE (test_day, test_at) ON council TO heard_service;
GRANT SELECT, INSERT ON issuer, policy, act, event, delivery_mark, request TO heard_service;
GRANT UPDATE (status, received_on) ON request TO heard_service; -- the day by a correction of two persons
GRANT SELECT, INSERT, UPDATE ON person, advocate, participant, participant_contact, reprisal_concern, advocacy, notice,
    deadline, finding, response, stage_record, meeting, information_request, enquiry, idempotency TO heard_service;
GRANT SELECT, INSERT, DELETE ON link TO heard_service;
GRANT SELECT, INSERT, UPDATE (issuer, subject) ON participant_identity TO heard_service;
GRANT SELECT, INSERT, UPDATE ON complaint_lock TO heard_service;
GRANT SELECT, INSERT ON decision TO heard_service;
GRANT UPDATE (notice) ON decision TO heard_service; -- a decision is never edited, only superseded
GRANT SELECT, INSERT ON point TO heard_service;
GRANT UPDATE (agreed_text, function, team, about, period_from, period_to, desired_outcome, procedure, other_body, status,
    result, version, updated_at) ON point TO heard_service;

-- The complainant's own words are immutable but for erasure (decision 16, invariant 14), and so is what names the row.
GRANT SELECT, INSERT ON complaint TO heard_service;
GRANT UPDATE (version, kind, form, anonymity, capacity, functions, procedure, status, status_2_from, status_2,
    status_3_from, status_3, phase, outcome, withdrawal_pending, received_on, grounds_arose_on, became_aware_on, summary, service_code,
    service_name, language, accessibility, desired_outcomes, tags, handler, next_deadline_id, next_deadline_kind,
    next_deadline_stage, next_deadline_due_on, acts, events, updated_at) ON complaint TO heard_service;

-- A link is not evidence: it may be taken away again.
CREATE POLICY link_taken_away ON link FOR DELETE
    USING (council = my_council() AND my_reach_is_council());
