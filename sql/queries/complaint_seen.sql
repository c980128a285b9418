-- complaint_seen: may the visitor know of this complaint?
--   $1 council   $2 complaint
SELECT id FROM complaint WHERE council = $1 AND id = $2;
