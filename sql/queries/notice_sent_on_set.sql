-- notice_sent_on_set: the day on which a notice left, put right by two persons; the dispatch keeps what was recorded.
--   $1 council   $2 complaint   $3 notice   $4 the right day
UPDATE notice SET sent_on = $4, updated_at = now() WHERE council = $1 AND complaint = $2 AND id = $3;
