-- link_show: one link, as seen from one of its ends.
--   $1 council   $2 link
SELECT link.id, link.kind, link.complaint AS "from", link.other AS "to", other.reference AS to_reference, link.created_at
FROM link LEFT JOIN complaint AS other ON other.council = link.council AND other.id = link.other
WHERE link.council = $1 AND link.id = $2;
