-- advocacy_add: an advocate is offered, asked for or appointed (s.26A, reg. 11, ADV5).
--   $1 council   $2 advocacy   $3 complaint   $4 stage   $5 status   $6 offered on   $7 asked on   $8 asked by (role)
--   $9 provider   $10 advocate of the register   $11 participant   $12 self-arranged   $13 appointed on   $14 declarations
--   $15 what the child agrees to share   $16 act
INSERT INTO advocacy (council, id, complaint, stage, status, offered_on, asked_on, asked_by, provider, advocate, participant,
                      self_arranged, appointed_on, declarations, shares, act)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, coalesce($15::text[], '{}'), $16);
