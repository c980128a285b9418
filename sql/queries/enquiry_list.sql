-- enquiry_list: enquiries, the last received first.
--   $1 council   $2 kinds   $3 open   $4 rows   $5, $6 after this day and enquiry
SELECT id, kind, received_on, channel, words, name, contact, capacity, advocacy_told_on AS advocacy_information_given_on,
       guidance_offered_on, complaint AS complaint_id, outcome,
       CASE WHEN closed_on IS NULL THEN 'open' ELSE 'closed' END AS status, closed_on, version,
       format('"%s"', version) AS etag, created_at, updated_at, received_on AS _key_1, id AS _key_2
FROM enquiry
WHERE council = $1
  AND ($2::text[] IS NULL OR kind = ANY ($2))
  AND ($3::boolean IS NULL OR (closed_on IS NULL) = $3)
  AND ($6::uuid IS NULL OR (received_on, id) < ($5, $6))
ORDER BY received_on DESC, id DESC
LIMIT $4;
