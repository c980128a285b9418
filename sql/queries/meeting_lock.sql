-- meeting_lock: hold a meeting while it is amended.
--   $1 council   $2 complaint   $3 meeting
SELECT version, status FROM meeting WHERE council = $1 AND complaint = $2 AND id = $3 FOR UPDATE;
