-- complaint_amend: facts that no rule hangs on. A member that was not given stays.
--   $1 council   $2 complaint   $3, $4 summary   $5, $6, $7 service   $8, $9 language   $10, $11 accessibility
--   $12, $13 desired outcomes (each: given?, value)
UPDATE complaint
SET summary = CASE WHEN $3::boolean THEN $4 ELSE summary END,
    service_code = CASE WHEN $5::boolean THEN $6 ELSE service_code END,
    service_name = CASE WHEN $5::boolean THEN $7 ELSE service_name END,
    language = CASE WHEN $8::boolean THEN $9 ELSE language END,
    accessibility = CASE WHEN $10::boolean THEN coalesce($11::jsonb, '{}') ELSE accessibility END,
    desired_outcomes = CASE WHEN $12::boolean THEN coalesce($13::jsonb, '[]') ELSE desired_outcomes END
WHERE council = $1 AND id = $2;
