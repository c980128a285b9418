-- participant_add: somebody takes part in a case. Whoever comes from the directory or the register brings their token along,
-- unless another one was named.
--   $1 council   $2 participant   $3 complaint   $4 kind   $5 role   $6 stage   $7 person   $8 advocate   $9 name
--   $10 capacity   $11 relation   $12 under 18   $13 may withdraw   $14 from   $15 relation to the authority
--   $16 relation to the case   $17 check   $18 act   $19 another token was named
WITH known AS (
    SELECT issuer, subject FROM person WHERE council = $1 AND id = $7
    UNION ALL
    SELECT issuer, subject FROM advocate WHERE council = $1 AND id = $8
), identity AS (
    INSERT INTO participant_identity (council, participant, complaint, issuer, subject)
    SELECT $1, $2, $3, issuer, subject FROM known WHERE issuer IS NOT NULL AND NOT $19::boolean
)
INSERT INTO participant (council, id, complaint, kind, role, stage, person, advocate, name, capacity, relation, under_18,
                         may_withdraw, from_on, relation_to_authority, relation_to_case, check_result, act)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);
