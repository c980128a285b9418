-- meeting_list: meetings about a complaint, offered and held; they move no clock (invariant 22).
--   $1 council   $2 complaint
SELECT id, kind, stage, offered_on, planned_at, status, answer, answered_on, held_on, participants AS "with", place,
       notes AS summary, created_at AS recorded_at, version AS _version, format('"%s"', version) AS etag
FROM meeting
WHERE council = $1 AND complaint = $2
ORDER BY id;
