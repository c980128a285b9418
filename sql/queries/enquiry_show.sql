-- enquiry_show: one enquiry and what came of it.
--   $1 council   $2 enquiry
SELECT id, kind, received_on, channel, words, name, contact, capacity, advocacy_told_on AS advocacy_information_given_on,
       guidance_offered_on, complaint AS complaint_id, outcome,
       CASE WHEN closed_on IS NULL THEN 'open' ELSE 'closed' END AS status, closed_on, version,
       format('"%s"', version) AS etag, created_at, updated_at
FROM enquiry
WHERE council = $1 AND id = $2;
