-- finding_list: the findings of a stage, all authors side by side.
--   $1 council   $2 complaint   $3 stage
SELECT participant AS participant_id, stage, role, points, status = 'submitted' AS submitted, submitted_on, submitted_at,
       version AS _version, format('"%s"', version) AS etag
FROM finding
WHERE council = $1 AND complaint = $2 AND stage = $3
ORDER BY id;
