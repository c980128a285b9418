-- complaint_search: the complaints that a search finds, the newest first: by their words, a person or a reference.
--   $1 council   $2 words   $3 person's name   $4 born on   $5 reference   $6 most
SELECT c.id
FROM complaint AS c
WHERE c.council = $1
  AND ($2::text IS NULL OR c.id = ANY (ARRAY(SELECT complaint_search($2::text, 1000))))
  AND ($5::text IS NULL OR c.reference = upper($5::text))
  AND (($3::text IS NULL AND $4::date IS NULL)
       OR c.id IN (SELECT p.complaint
                   FROM participant AS p
                   LEFT JOIN participant_contact AS contact ON contact.council = p.council AND contact.participant = p.id
                   WHERE p.council = $1
                     AND ($3::text IS NULL OR position(lower($3::text) IN lower(p.name)) > 0)
                     AND ($4::date IS NULL OR contact.born_on = $4::date)))
ORDER BY c.id DESC
LIMIT $6;
