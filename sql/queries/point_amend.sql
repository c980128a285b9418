-- point_amend: what may change of a point; the own words may not (invariant 14).   refuses: point_period_fits
--   $1 council   $2 point   $3, $4 agreed text   $5, $6 function   $7, $8 team   $9, $10 about   $11, $12, $13 period
--   $14, $15 desired outcome (each: given?, value)
UPDATE point
SET agreed_text = CASE WHEN $3::boolean THEN $4 ELSE agreed_text END,
    function = CASE WHEN $5::boolean THEN $6 ELSE function END,
    team = CASE WHEN $7::boolean THEN $8 ELSE team END,
    about = CASE WHEN $9::boolean THEN coalesce($10::uuid[], '{}') ELSE about END,
    period_from = CASE WHEN $11::boolean THEN $12::date ELSE period_from END,
    period_to = CASE WHEN $11::boolean THEN $13::date ELSE period_to END,
    desired_outcome = CASE WHEN $14::boolean THEN $15 ELSE desired_outcome END,
    version = version + 1, updated_at = now()
WHERE council = $1 AND id = $2;
