-- notice_find: the drafts of a complaint, or one notice in whatever state, as staff wrote it.
--   $1 council   $2 complaint   $3 one notice, or null
SELECT id, notice, stage, decision, channel, to_participants, subject, body, language, detail::text, documents::text,
       status, sent_on, received_on, received_basis, act
FROM notice
WHERE council = $1 AND complaint = $2 AND (id = $3::uuid OR ($3::uuid IS NULL AND sent_on IS NULL))
ORDER BY id;
