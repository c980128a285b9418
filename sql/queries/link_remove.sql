-- link_remove: take a link away again, from either of its ends.
--   $1 council   $2 complaint   $3 link
DELETE FROM link WHERE council = $1 AND id = $3 AND (complaint = $2 OR other = $2);
