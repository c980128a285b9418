-- link_add: tie another complaint to this one; no row when the caller may not know of the other.
-- refuses: link_unique, link_is_to_another
--   $1 council   $2 id   $3 complaint   $4 kind   $5 the other   $6 actor
INSERT INTO link (council, id, complaint, kind, other, created_by)
SELECT $1, $2, $3, $4, complaint.id, $6
FROM complaint
WHERE complaint.council = $1 AND complaint.id = $5;
