-- deadline_count_any: how many of the clocks in any state there are, counted up to 1,000.
--   $1 council   $2 the council's day   $3 overdue   $4 due before   $5, $6 due from, to   $7 kinds   $8 statuses   $9 stage
--   $10 person who handles it
-- The filters stand in one CASE: the planner would multiply the odds of all of them, most of which are not given, and
-- turn away from the index that has the order.
SELECT count(*) AS total FROM (
SELECT FROM deadline AS d JOIN complaint AS c ON c.council = d.council AND c.id = d.complaint
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
           AND ($10::uuid IS NULL OR c.handler IN (SELECT id FROM participant WHERE council = $1 AND person = $10::uuid)) THEN true END
LIMIT 1000) AS rows;
