-- advocacy_lock: hold an advocacy while it is amended.
--   $1 council   $2 complaint   $3 advocacy
SELECT version, status, participant FROM advocacy WHERE council = $1 AND complaint = $2 AND id = $3 FOR UPDATE;
