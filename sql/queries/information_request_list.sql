-- information_request_list: what was asked of whom, and when it came; it moves no clock (invariant 22).
--   $1 council   $2 complaint
SELECT id, asked_of, whom, status, what, wanted_by, asked_on, answer, answered_on, created_at AS recorded_at,
       version AS _version, format('"%s"', version) AS etag
FROM information_request
WHERE council = $1 AND complaint = $2
ORDER BY id;
