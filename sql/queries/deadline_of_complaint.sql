-- deadline_of_complaint: every clock of a complaint, in the order of the law's list.
--   $1 council   $2 complaint   $3 the council's day; none: as they are written, those to come too
SELECT d.id, d.complaint, c.reference, d.kind, d.stage,
       CASE WHEN d.turns_on <= $3::date THEN d.turned_state ELSE d.state END AS state, d.starts_on, d.start_event,
       d.working_days, d.statutory_due_on, d.policy_due_on, d.due_on, d.ceiling_on, d.met_on,
       CASE WHEN d.turns_on <= $3::date THEN d.turns_on ELSE d.ended_on END AS ended_on, d.extended,
       d.recorded_late, d.moves, c.handler, c.version
FROM deadline AS d JOIN complaint AS c ON c.council = d.council AND c.id = d.complaint
WHERE d.council = $1 AND d.complaint = $2 AND (d.from_on IS NULL OR d.from_on <= $3::date OR $3::date IS NULL)
ORDER BY d.stage, d.due_on NULLS LAST, d.id;
