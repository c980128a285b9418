-- participant_identity_add: which token is this new participant.
--   $1 council   $2 participant   $3 complaint   $4 issuer   $5 subject
INSERT INTO participant_identity (council, participant, complaint, issuer, subject) VALUES ($1, $2, $3, $4, $5);
