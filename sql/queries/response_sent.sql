-- response_sent: the council's answer to a stage has left with its notice.
--   $1 council   $2 complaint   $3 stage   $4 notice   $5 sent on
UPDATE response SET status = 'sent', notice = $4, sent_on = $5, updated_at = now()
WHERE council = $1 AND complaint = $2 AND stage = $3 AND status = 'draft';
