-- request_end: a request no longer waits: it was answered, took effect or was taken back.
--   $1 council   $2 complaint   $3 request   $4 status
UPDATE request SET status = $4 WHERE council = $1 AND complaint = $2 AND id = $3;
