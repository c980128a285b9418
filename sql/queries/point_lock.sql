-- point_lock: hold a point while it is amended, and its version.
--   $1 council   $2 complaint   $3 point
SELECT version FROM point WHERE council = $1 AND complaint = $2 AND id = $3 FOR UPDATE;
