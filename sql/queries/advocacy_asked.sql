-- advocacy_asked: an advocate was asked for (T11): what was offered is asked for now; nothing new while one is on its way.
--   $1 council   $2 id   $3 complaint   $4 asked on   $5 by, a role   $6 act
WITH offered AS (
    UPDATE advocacy
    SET status = 'asked', asked_on = $4, asked_by = $5, act = $6, updated_at = now()
    WHERE council = $1 AND complaint = $3 AND status = 'offered'
    RETURNING id
)
INSERT INTO advocacy (council, id, complaint, status, asked_on, asked_by, act)
SELECT $1, $2, $3, 'asked', $4, $5, $6
WHERE NOT EXISTS (SELECT FROM offered)
  AND NOT EXISTS (SELECT FROM advocacy
                  WHERE council = $1 AND complaint = $3 AND status IN ('asked', 'accepted', 'appointed'));
