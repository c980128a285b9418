-- record_put: the record's text, the comments on its accuracy, and its end.   refuses: stage_record_final_has_its_day
--   $1 council   $2 complaint   $3 stage   $4 text   $5 comments invited on   $6 comments   $7 final on
--   $8 statement agreed on   $9 act   $10 actor
INSERT INTO stage_record AS old (council, complaint, stage, status, text, comments_invited_on, comments, finalised_on,
                                 statement_agreed_on, act, updated_by)
VALUES ($1, $2, $3, CASE WHEN $7::date IS NULL THEN 'draft' ELSE 'final' END, $4, $5, coalesce($6::jsonb, '[]'), $7, $8, $9,
        $10)
ON CONFLICT (council, complaint, stage) DO UPDATE
SET status = excluded.status, text = excluded.text,
    comments_invited_on = coalesce(excluded.comments_invited_on, old.comments_invited_on),
    comments = CASE WHEN $6::jsonb IS NULL THEN old.comments ELSE excluded.comments END,
    finalised_on = excluded.finalised_on,
    statement_agreed_on = coalesce(excluded.statement_agreed_on, old.statement_agreed_on),
    act = excluded.act, updated_by = excluded.updated_by, version = old.version + 1, updated_at = now();
