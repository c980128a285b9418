-- What the worklist reads of a complaint without asking other tables, and without leaving the order of an index.
-- suits: 0.1.0
--
-- The planner takes coalesce() for a leaky expression: under row security a condition on it becomes no condition of an
-- index, and every page would walk the whole worklist. A plain column is not leaky.

-- Newer releases of PostgreSQL 15 (15.20 was seen) rewrite no table whose row a function takes: two are made again below.
DROP FUNCTION complaint_phase, complaint_status;

ALTER TABLE complaint
    ADD COLUMN due_or_never date NOT NULL GENERATED ALWAYS AS (coalesce(next_deadline_due_on, DATE 'infinity')) STORED,
    ADD COLUMN any_point_stopped boolean NOT NULL DEFAULT false; -- T36: a projection, as point.status is

DROP INDEX complaint_by_due;
CREATE INDEX complaint_by_due ON complaint (council, due_or_never, id);

UPDATE complaint SET any_point_stopped = true
WHERE (council, id) IN (SELECT council, complaint FROM point WHERE status = 'stopped');

GRANT UPDATE (any_point_stopped) ON complaint TO heard_service;

-- As they were, word for word.
CREATE FUNCTION complaint_status(c complaint, day date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN c.status_3_from <= day THEN c.status_3 WHEN c.status_2_from <= day THEN c.status_2 ELSE c.status END;

CREATE FUNCTION complaint_phase(c complaint, day date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN coalesce(c.status_2_from > day, true) THEN c.phase
                ELSE CASE complaint_status(c, day)
                         WHEN 'early_resolution' THEN 'stage_1' WHEN 'stage1' THEN 'stage_1'
                         WHEN 'stage1_responded' THEN 'stage_1'
                         WHEN 'stage2_record' THEN 'stage_2' WHEN 'stage2' THEN 'stage_2'
                         WHEN 'closed_after_stage1' THEN 'closed' WHEN 'closed_after_stage2' THEN 'closed'
                         ELSE c.phase END END;

REVOKE ALL ON FUNCTION complaint_status, complaint_phase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION complaint_status, complaint_phase TO heard_service;
