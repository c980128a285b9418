-- participant_amend: what may change of somebody's part in a case.   refuses: participant_ends_after_it_begins
--   $1 council   $2 participant   $3, $4 name   $5, $6 relation   $7, $8 under 18   $9, $10 may withdraw   $11, $12 to
--   (each: given?, value)
UPDATE participant
SET name = CASE WHEN $3::boolean THEN $4 ELSE name END,
    relation = CASE WHEN $5::boolean THEN $6 ELSE relation END,
    under_18 = CASE WHEN $7::boolean THEN $8::boolean ELSE under_18 END,
    may_withdraw = CASE WHEN $9::boolean THEN coalesce($10::boolean, false) ELSE may_withdraw END,
    to_on = CASE WHEN $11::boolean THEN $12::date ELSE to_on END,
    version = version + 1, updated_at = now()
WHERE council = $1 AND id = $2;
