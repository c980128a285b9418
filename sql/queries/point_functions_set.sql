-- point_functions_set: the function of each point, as it was classified (T3).
--   $1 council   $2 complaint   $3 numbers of the points   $4 their functions
UPDATE point
SET function = new.function, updated_at = now()
FROM unnest($3::int[], $4::text[]) AS new (number, function)
WHERE point.council = $1 AND point.complaint = $2 AND point.number = new.number;
