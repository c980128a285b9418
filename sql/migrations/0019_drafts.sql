-- Who reads what has not gone out: drafts are the council's own until they leave.
-- suits: 0.1.0
--
-- Whoever complains, or speaks for one who does, sees a notice once it was sent, the answer once it was sent, and the
-- findings of a stage once its answer has gone.

CREATE FUNCTION my_side_is_childs() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NOT my_reach_is_council()
           AND NOT string_to_array(current_setting('heard.roles', true), ',')
                   && ARRAY['stage1_handler', 'stage2_investigator', 'stage2_independent_person', 'adjudicating_officer',
                            'panel_chair', 'panel_member', 'panel_clerk', 'director'];

-- Has the answer to `stage` left? N8, N11 and N15 are the answers.
CREATE FUNCTION stage_is_answered(complaint uuid, stage int) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.notice AS n
        WHERE n.council = my_council() AND n.complaint = stage_is_answered.complaint AND n.sent_on IS NOT NULL
          AND n.notice = (ARRAY['stage_1_response', 'stage_2_response', 'final_response'])[stage_is_answered.stage]);
END $$;

CREATE POLICY notice_left ON notice AS RESTRICTIVE FOR SELECT
    USING (sent_on IS NOT NULL OR NOT my_side_is_childs());
CREATE POLICY response_left ON response AS RESTRICTIVE FOR SELECT
    USING (status = 'sent' OR NOT my_side_is_childs());
CREATE POLICY finding_left ON finding AS RESTRICTIVE FOR SELECT
    USING (NOT my_side_is_childs() OR (status = 'submitted' AND stage_is_answered(complaint, stage)));

REVOKE ALL ON FUNCTION my_side_is_childs, stage_is_answered FROM PUBLIC;
GRANT SELECT ON notice TO heard_sight;
ALTER FUNCTION stage_is_answered OWNER TO heard_sight;
GRANT EXECUTE ON FUNCTION my_side_is_childs, stage_is_answered TO heard_service;
