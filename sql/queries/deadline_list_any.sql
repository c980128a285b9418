-- deadline_list_any: clocks in any state, what is due first.
--   $1 council   $2 the council's day   $3 overdue   $4 due before   $5, $6 due from, to   $7 kinds   $8 statuses   $9 stage
--   $10 person who handles it   $11, $12 the key to go on from   $13 rows
-- The filters stand in one CASE: the planner would multiply the odds of all of them, most of which are not given, and
-- turn away from the index that has the order.
-- The clocks are chosen before anything is asked of their complaints.
SELECT d.id, d.complaint, c.reference, d.kind, d.stage,
       CASE WHEN d.turns_on <= $2::date THEN d.turned_state ELSE d.state END AS state, d.starts_on, d.start_event,
       d.working_days, d.statutory_due_on, d.policy_due_on, d.due_on, d.ceiling_on, d.met_on,
       CASE WHEN d.turns_on <= $2::date THEN d.turns_on ELSE d.ended_on END AS ended_on, d.extended,
       d.recorded_late, d.moves, c.handler, c.version
FROM (SELECT *
      FROM deadline AS d
      WHERE d.council = $1
        AND d.due_on IS NOT NULL
        AND (d.from_on IS NULL OR d.from_on <= $2::date)
        AND CASE WHEN ($3::boolean IS NULL OR (d.due_on < $2::date) = $3::boolean)
                 AND ($4::date IS NULL OR d.due_on < $4::date)
                 AND ($5::date IS NULL OR d.due_on >= $5::date)
                 AND ($6::date IS NULL OR d.due_on <= $6::date)
                 AND ($7::text[] IS NULL OR d.kind = ANY ($7::text[]))
                 AND ($8::text[] IS NULL OR CASE WHEN d.turns_on <= $2::date THEN d.turned_state
                          WHEN d.state = 'running' AND d.due_on < $2::date THEN 'missed' ELSE d.state END
                          = ANY ($8::text[]))
                 AND ($9::int IS NULL OR d.stage = $9::int)
                 AND ($10::uuid IS NULL OR d.complaint IN (SELECT mine.id FROM participant AS p
                          JOIN complaint AS mine ON mine.council = p.council AND mine.handler = p.id
                          WHERE p.council = $1 AND p.person = $10::uuid)) THEN true END
        AND (d.due_on, d.id) > ($11::date, $12::uuid)
      ORDER BY d.due_on, d.id
      LIMIT $13) AS d
JOIN complaint AS c ON c.council = d.council AND c.id = d.complaint
ORDER BY d.due_on, d.id;
