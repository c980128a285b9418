-- heard_worker (decision 13): across councils it sees only due clocks and the outbox, ids and dates without words,
-- and takes a council's settings, as heard_service, for each item.
-- suits: 0.1.0

GRANT SELECT (council, id, complaint, kind, stage, state, due_on) ON deadline TO heard_worker;
GRANT SELECT (council, complaint, number, id, type, complaint_version, recorded_at) ON event TO heard_worker;
GRANT EXECUTE ON FUNCTION my_council, my_actor, my_reach_is_council, my_role_is, my_cases, council_find, issuer_list,
    sandbox_sweep, idempotency_sweep TO heard_worker;
GRANT SELECT ON schema_migration, calendar_version, non_working_day TO heard_worker;

CREATE POLICY deadline_due ON deadline FOR SELECT TO heard_worker USING (state = 'running');
CREATE POLICY event_outbox ON event FOR SELECT TO heard_worker USING (true);
