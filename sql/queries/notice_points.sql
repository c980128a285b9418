-- notice_points: the points with what was decided and found on each, for the letters that tell it.
--   $1 council   $2 complaint
--
-- The reason for a point's way is that of the last decision which sent it; the finding is the last that was handed in.
SELECT p.number, coalesce(p.agreed_text, p.own_words) AS words, p.procedure, p.other_body, way.reasons, found.result,
       found.reasons AS finding_reasons
FROM point AS p
LEFT JOIN LATERAL (
    SELECT one ->> 'reasons' AS reasons
    FROM decision AS d, jsonb_array_elements(d.detail -> 'points') AS one
    WHERE d.council = p.council AND d.complaint = p.complaint AND d.kind = 'route' AND (one ->> 'point')::int = p.number
    ORDER BY d.act DESC
    LIMIT 1
) AS way ON true
LEFT JOIN LATERAL (
    SELECT one ->> 'result' AS result, one ->> 'reasons' AS reasons
    FROM finding AS f, jsonb_array_elements(f.points) AS one
    WHERE f.council = p.council AND f.complaint = p.complaint AND f.stage = 1 AND f.status = 'submitted'
      AND (coalesce(one ->> 'point', one ->> 'number'))::int = p.number
    ORDER BY f.act DESC
    LIMIT 1
) AS found ON true
WHERE p.council = $1 AND p.complaint = $2
ORDER BY p.number;
