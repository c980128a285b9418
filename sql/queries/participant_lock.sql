-- participant_lock: hold a participant while it is amended.
--   $1 council   $2 complaint   $3 participant
SELECT version, role, kind, from_on, to_on FROM participant WHERE council = $1 AND complaint = $2 AND id = $3 FOR UPDATE;
