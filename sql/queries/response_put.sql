-- response_put: draft the council's answer to a stage; it leaves as a notice.
--   $1 council   $2 complaint   $3 stage   $4 text   $5 actions   $6 actor
INSERT INTO response AS old (council, complaint, stage, text, actions, updated_by)
VALUES ($1, $2, $3, $4, coalesce($5::jsonb, '[]'), $6)
ON CONFLICT (council, complaint, stage) DO UPDATE
SET text = excluded.text, actions = excluded.actions, updated_by = excluded.updated_by, version = old.version + 1,
    updated_at = now();
