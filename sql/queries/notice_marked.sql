-- notice_marked: how far a letter has come, and since when the complainant has it, once that is known.
--   $1 council   $2 complaint   $3 notice   $4 status   $5 received on, or null: nothing new   $6 basis
UPDATE notice
SET status = $4, received_on = coalesce($5, received_on),
    received_basis = CASE WHEN $5::date IS NULL THEN received_basis ELSE $6 END, updated_at = now()
WHERE council = $1 AND complaint = $2 AND id = $3 AND sent_on IS NOT NULL;
