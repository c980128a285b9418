-- Row-level security, enabled and forced on every table of councils' data (decisions 6 to 9, 11).
-- suits: 0.1.0
--
-- What an actor sees is decided here and nowhere else; queries name the council only because the keys begin with it.
-- A test finds every table with a council's column and fails when one is not forced. CASE, not OR: the planner takes
-- a CASE for even odds, and an OR of these for nearly none, which would turn it away from indexes that have an order.

ALTER TABLE council ENABLE ROW LEVEL SECURITY;
ALTER TABLE council FORCE ROW LEVEL SECURITY;
CREATE POLICY council_seen ON council FOR SELECT USING (id = my_council());
CREATE POLICY council_changed ON council FOR UPDATE USING (id = my_council());

DO $$
DECLARE
    every text;
    whose text;
    on_the_case text;
BEGIN
    -- The whole council's: everybody in it may see them.
    FOREACH every IN ARRAY ARRAY['issuer', 'policy', 'advocate'] LOOP
        EXECUTE format('ALTER TABLE %1$I ENABLE ROW LEVEL SECURITY', every);
        EXECUTE format('ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', every);
        EXECUTE format('CREATE POLICY %1$s_seen ON %1$I FOR SELECT USING (council = my_council())', every);
        EXECUTE format('CREATE POLICY %1$s_added ON %1$I FOR INSERT WITH CHECK (council = my_council())', every);
        EXECUTE format('CREATE POLICY %1$s_changed ON %1$I FOR UPDATE USING (council = my_council())', every);
    END LOOP;

    -- A case's: those with the reach of the council, and those who take part.
    FOREACH every IN ARRAY ARRAY['complaint', 'complaint_lock', 'point', 'link', 'act', 'participant', 'participant_identity',
                                 'participant_contact', 'reprisal_concern', 'advocacy', 'request', 'decision', 'notice',
                                 'delivery_mark', 'deadline', 'finding', 'response', 'stage_record', 'meeting',
                                 'information_request', 'event'] LOOP
        EXECUTE format('ALTER TABLE %1$I ENABLE ROW LEVEL SECURITY', every);
        EXECUTE format('ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', every);
        whose := CASE every WHEN 'complaint' THEN 'id' ELSE 'complaint' END;
        on_the_case := format('council = my_council()'
                              ' AND CASE WHEN my_reach_is_council() THEN true ELSE %I = ANY (ARRAY(SELECT my_cases())) END',
                              whose);
        -- The people of a new complaint, and the complaint itself, are nobody's case when they are written.
        EXECUTE format('CREATE POLICY %1$s_added ON %1$I FOR INSERT WITH CHECK (%2$s)', every,
            CASE WHEN every IN ('participant', 'participant_identity', 'participant_contact', 'reprisal_concern')
                 THEN format('council = my_council() AND (my_reach_is_council() OR complaint = ANY (ARRAY(SELECT my_cases()))'
                             ' OR case_is_new(complaint))')
                 ELSE on_the_case END);
        -- Two tables have narrower readers: see below.
        CONTINUE WHEN every IN ('participant_identity', 'participant_contact', 'reprisal_concern');
        EXECUTE format('CREATE POLICY %1$s_seen ON %1$I FOR SELECT USING (%2$s)', every, on_the_case);
        EXECUTE format('CREATE POLICY %1$s_changed ON %1$I FOR UPDATE USING (%2$s)', every, on_the_case);
    END LOOP;

    -- A person's own: staff, and the participant.
    FOREACH every IN ARRAY ARRAY['participant_identity', 'participant_contact'] LOOP
        whose := 'council = my_council() AND CASE WHEN my_reach_is_council() THEN true'
                 ' ELSE participant = ANY (ARRAY(SELECT my_participants())) END';
        EXECUTE format('CREATE POLICY %1$s_seen ON %1$I FOR SELECT USING (%2$s)', every, whose);
        EXECUTE format('CREATE POLICY %1$s_changed ON %1$I FOR UPDATE USING (%2$s)', every, whose);
    END LOOP;
END $$;

-- A fear of reprisal: the complaints manager, and whoever said it.
CREATE POLICY reprisal_concern_seen ON reprisal_concern FOR SELECT
    USING (council = my_council() AND (my_role_is('complaints_manager')
           OR (recorded_by = my_actor() AND complaint = ANY (ARRAY(SELECT my_cases())))));
CREATE POLICY reprisal_concern_changed ON reprisal_concern FOR UPDATE
    USING (council = my_council() AND (my_role_is('complaints_manager')
           OR (recorded_by = my_actor() AND complaint = ANY (ARRAY(SELECT my_cases())))));

-- The directory: staff see all of it, others the people of their cases.
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY person_seen ON person FOR SELECT
    USING (council = my_council() AND CASE WHEN my_reach_is_council() THEN true ELSE id = ANY (ARRAY(SELECT my_people())) END);
CREATE POLICY person_added ON person FOR INSERT WITH CHECK (council = my_council() AND my_reach_is_council());
CREATE POLICY person_changed ON person FOR UPDATE USING (council = my_council() AND my_reach_is_council());

-- An enquiry names somebody who has not complained: staff, and whoever wrote it.
ALTER TABLE enquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE enquiry FORCE ROW LEVEL SECURITY;
CREATE POLICY enquiry_seen ON enquiry FOR SELECT
    USING (council = my_council() AND CASE WHEN my_reach_is_council() THEN true ELSE created_by = my_actor() END);
CREATE POLICY enquiry_added ON enquiry FOR INSERT
    WITH CHECK (council = my_council() AND CASE WHEN my_reach_is_council() THEN true ELSE created_by = my_actor() END);
CREATE POLICY enquiry_changed ON enquiry FOR UPDATE
    USING (council = my_council() AND CASE WHEN my_reach_is_council() THEN true ELSE created_by = my_actor() END);

-- A kept answer is its caller's alone.
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotency_seen ON idempotency FOR SELECT USING (council = my_council() AND caller = my_actor());
CREATE POLICY idempotency_added ON idempotency FOR INSERT WITH CHECK (council = my_council() AND caller = my_actor());
CREATE POLICY idempotency_changed ON idempotency FOR UPDATE USING (council = my_council() AND caller = my_actor());
