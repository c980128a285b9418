-- information_request_lock: hold a question while it is amended.
--   $1 council   $2 complaint   $3 information request
SELECT version, status, asked_of FROM information_request WHERE council = $1 AND complaint = $2 AND id = $3 FOR UPDATE;
