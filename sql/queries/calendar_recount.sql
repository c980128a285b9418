-- calendar_recount: the complaints with a running clock that a changed day lies in, and their council's own day if it
-- is a sandbox: their clocks are counted anew.
--   $1 the days   $2 the complaint after which to go on   $3 how many
SELECT DISTINCT deadline.council, deadline.complaint, council.test_day
FROM deadline
JOIN council ON council.id = deadline.council
JOIN unnest($1::date[]) AS changed (on_day)
  ON deadline.starts_on < changed.on_day AND changed.on_day <= greatest(deadline.due_on, deadline.ceiling_on)
WHERE deadline.state = 'running' AND ($2::uuid IS NULL OR deadline.complaint > $2)
ORDER BY deadline.complaint
LIMIT $3;
