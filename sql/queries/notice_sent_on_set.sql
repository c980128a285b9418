-- notice_sent_on_set: the day on which a notice left, put right by two persons; the dispatch keeps what was recorded.
--   $1 council   $2 complaint   $3 notice   $4 the right day   $5 when it counts as received, where more is not known
UPDATE notice
SET sent_on = $4, received_on = CASE WHEN received_basis = 'deemed' THEN $5 ELSE received_on END, updated_at = now()
WHERE council = $1 AND complaint = $2 AND id = $3;
