-- meeting_amend: the answer to the offer, or that it was held; what was not given stays.
--   $1 council   $2 meeting   $3 status   $4 answer   $5 answered on   $6, $7 planned at   $8 held on   $9, $10 place
--   $11, $12 participants   $13, $14 summary   (pairs: given?, value)
UPDATE meeting
SET status = coalesce($3, status), answer = coalesce($4, answer), answered_on = coalesce($5, answered_on),
    planned_at = CASE WHEN $6::boolean THEN $7::timestamptz ELSE planned_at END,
    held_on = coalesce($8, held_on),
    place = CASE WHEN $9::boolean THEN $10 ELSE place END,
    participants = CASE WHEN $11::boolean THEN coalesce($12::uuid[], '{}') ELSE participants END,
    notes = CASE WHEN $13::boolean THEN $14 ELSE notes END,
    version = version + 1, updated_at = now()
WHERE council = $1 AND id = $2;
