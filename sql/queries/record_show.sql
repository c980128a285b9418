-- record_show: the written record of a complaint made orally, or the statement agreed for a written one (reg. 16).
--   $1 council   $2 complaint   $3 stage
SELECT stage, status, text, comments_invited_on, comments, finalised_on, statement_agreed_on, updated_at,
       version AS _version, format('"%s"', version) AS etag
FROM stage_record
WHERE council = $1 AND complaint = $2 AND stage = $3;
