-- response_show: the council's answer to a stage, as a draft or as it was sent.
--   $1 council   $2 complaint   $3 stage
SELECT stage, status, text AS body, actions, notice AS notice_id, sent_on, version AS _version,
       format('"%s"', version) AS etag
FROM response
WHERE council = $1 AND complaint = $2 AND stage = $3;
