-- request_find: one request, for what an answer to it needs to know.
--   $1 council   $2 complaint   $3 request
SELECT id, kind, status = 'open' AS open, act, (detail ->> 'start_on')::date AS start_on
FROM request
WHERE council = $1 AND complaint = $2 AND id = $3;
