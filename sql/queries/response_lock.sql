-- response_lock: the draft's version and whether it has left, held while it is written.
--   $1 council   $2 complaint   $3 stage
SELECT version, status = 'sent' AS sent FROM response WHERE council = $1 AND complaint = $2 AND stage = $3 FOR UPDATE;
