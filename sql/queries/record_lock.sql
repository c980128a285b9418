-- record_lock: the record's version and whether it is final, held while it is written.
--   $1 council   $2 complaint   $3 stage
SELECT version, status = 'final' AS final, comments_invited_on
FROM stage_record
WHERE council = $1 AND complaint = $2 AND stage = $3
FOR UPDATE;
