-- What the worklist reads of a complaint without asking other tables, and without leaving the order of an index.
-- suits: 0.1.0
--
-- The planner takes coalesce() for a leaky expression: under row security a condition on it becomes no condition of an
-- index, and every page would walk the whole worklist. A plain column is not leaky.

ALTER TABLE complaint
    ADD COLUMN due_or_never date NOT NULL GENERATED ALWAYS AS (coalesce(next_deadline_due_on, DATE 'infinity')) STORED,
    ADD COLUMN any_point_stopped boolean NOT NULL DEFAULT false; -- T36: a projection, as point.status is

DROP INDEX complaint_by_due;
CREATE INDEX complaint_by_due ON complaint (council, due_or_never, id);

UPDATE complaint SET any_point_stopped = true
WHERE (council, id) IN (SELECT council, complaint FROM point WHERE status = 'stopped');

GRANT UPDATE (any_point_stopped) ON complaint TO heard_service;
