-- point_bodies_set: which other body a point goes to (T4); none for the points that stay.
--   $1 council   $2 complaint   $3 numbers of the points   $4 codes of bodies
UPDATE point
SET other_body = new.body, updated_at = now()
FROM unnest($3::int[], $4::text[]) AS new (number, body)
WHERE point.council = $1 AND point.complaint = $2 AND point.number = new.number;
