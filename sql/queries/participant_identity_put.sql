-- participant_identity_put: which token is this participant.
--   $1 council   $2 participant   $3 complaint   $4 issuer   $5 subject
INSERT INTO participant_identity AS old (council, participant, complaint, issuer, subject) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, participant) DO UPDATE SET issuer = excluded.issuer, subject = excluded.subject
WHERE (old.issuer, old.subject) IS DISTINCT FROM (excluded.issuer, excluded.subject);
