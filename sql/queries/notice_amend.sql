-- notice_amend: a draft as it was edited; what was sent stays as it was sent.
--   $1 council   $2 complaint   $3 notice   $4 channel   $5 addressees   $6 subject   $7 body   $8 language   $9 detail
--   $10 documents   $11 status
UPDATE notice
SET channel = $4, to_participants = coalesce($5::uuid[], '{}'), subject = $6, body = $7, language = $8, detail = $9,
    documents = $10, status = $11, version = version + 1, updated_at = now()
WHERE council = $1 AND complaint = $2 AND id = $3 AND sent_on IS NULL;
