-- link_list: the complaints that belong together with one, whoever said so. The reference of a complaint that the caller
-- may not know of is not shown.
--   $1 council   $2 complaint
SELECT link.id, link.kind, link.complaint AS "from", link.other AS "to", other.reference AS to_reference, link.created_at
FROM link LEFT JOIN complaint AS other ON other.council = link.council AND other.id = link.other
WHERE link.council = $1 AND (link.complaint = $2 OR link.other = $2)
ORDER BY link.id;
