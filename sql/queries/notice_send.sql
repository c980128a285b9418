-- notice_send: the letter as it left, with everything that it said (T16, T34, T15 ...).
--   $1 council   $2 complaint   $3 notice   $4 sent on   $5 deemed receipt   $6 channel   $7 addressees   $8 subject
--   $9 body   $10 detail   $11 decision   $12 act
UPDATE notice
SET status = 'sent', sent_on = $4, received_on = $5, received_basis = 'deemed', channel = $6, to_participants = $7,
    subject = $8, body = $9, detail = $10, decision = $11, act = $12, version = version + 1, updated_at = now()
WHERE council = $1 AND complaint = $2 AND id = $3 AND sent_on IS NULL;
