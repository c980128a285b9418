-- information_request_show: one of them.
--   $1 council   $2 complaint   $3 information request
SELECT id, asked_of, whom, status, what, wanted_by, asked_on, answer, answered_on, created_at AS recorded_at,
       version AS _version, format('"%s"', version) AS etag
FROM information_request
WHERE council = $1 AND complaint = $2 AND id = $3;
