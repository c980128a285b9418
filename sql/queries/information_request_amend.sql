-- information_request_amend: the answer came, or the day by which it is wanted changed; what was not given stays.
--   $1 council   $2 information request   $3 answer   $4 answered on   $5, $6 wanted by (given?, value)
UPDATE information_request
SET answer = coalesce($3, answer), answered_on = coalesce($4, answered_on),
    status = CASE WHEN $4::date IS NOT NULL THEN 'answered' ELSE status END,
    wanted_by = CASE WHEN $5::boolean THEN $6::date ELSE wanted_by END,
    version = version + 1, updated_at = now()
WHERE council = $1 AND id = $2;
