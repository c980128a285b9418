-- notice_add: the draft of a letter; what staff leave out follows from the case until it is sent.
--   $1 council   $2 id   $3 complaint   $4 notice   $5 stage   $6 decision   $7 channel   $8 addressees   $9 subject
--   $10 body   $11 language   $12 detail as staff gave it   $13 documents   $14 drafted by
INSERT INTO notice (council, id, complaint, notice, stage, decision, channel, to_participants, subject, body, language,
                    detail, documents, created_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8::uuid[], '{}'), $9, $10, coalesce($11, 'en'), $12,
        coalesce($13::jsonb, '[]'), $14);
