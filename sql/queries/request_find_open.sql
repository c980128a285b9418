-- request_find_open: the newest request of these kinds that still waits.
--   $1 council   $2 complaint   $3 kinds
SELECT id, kind, true AS open, act, (detail ->> 'start_on')::date AS start_on
FROM request
WHERE council = $1 AND complaint = $2 AND kind = ANY ($3::text[]) AND status = 'open'
ORDER BY act DESC
LIMIT 1;
