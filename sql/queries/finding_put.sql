-- finding_put: an author's findings, drafted or submitted.
--   $1 council   $2 id for a new one   $3 complaint   $4 stage   $5 participant   $6 role   $7 status   $8 points
--   $9 submitted on   $10 act
INSERT INTO finding AS old (council, id, complaint, stage, participant, role, status, points, submitted_on, submitted_at, act)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $9::date IS NOT NULL THEN now() END, $10)
ON CONFLICT (council, complaint, stage, participant) DO UPDATE
SET status = excluded.status, points = excluded.points, submitted_on = excluded.submitted_on,
    submitted_at = excluded.submitted_at, act = excluded.act, version = old.version + 1, updated_at = now();
