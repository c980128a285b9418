-- advocacy_open: what was offered or asked for, and still waits for an advocate; the newest.
--   $1 council   $2 complaint
SELECT id
FROM advocacy
WHERE council = $1 AND complaint = $2 AND status IN ('offered', 'asked', 'accepted') AND participant IS NULL
ORDER BY id DESC
LIMIT 1
FOR UPDATE;
