-- point_project: what now follows from the acts for each point.
--   $1 council   $2 complaint   $3 numbers   $4 statuses   $5 procedures   $6 results
UPDATE point AS old
SET status = new.status, procedure = new.procedure, result = new.result, updated_at = now()
FROM unnest($3::int[], $4::text[], $5::text[], $6::text[]) AS new (number, status, procedure, result)
WHERE old.council = $1 AND old.complaint = $2 AND old.number = new.number
  AND (old.status, old.procedure, old.result) IS DISTINCT FROM (new.status, new.procedure, new.result);
