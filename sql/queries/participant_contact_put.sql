-- participant_contact_put: how to reach a participant.
--   $1 council   $2 participant   $3 complaint   $4, $5 e-mail   $6, $7 telephone   $8, $9 address   $10, $11 preferred
--   $12, $13 born on (each: given?, value)
INSERT INTO participant_contact AS old (council, participant, complaint, email, telephone, address, preferred, born_on)
VALUES ($1, $2, $3, $5, $7, $9, $11, $13)
ON CONFLICT (council, participant) DO UPDATE
SET email = CASE WHEN $4::boolean THEN excluded.email ELSE old.email END,
    telephone = CASE WHEN $6::boolean THEN excluded.telephone ELSE old.telephone END,
    address = CASE WHEN $8::boolean THEN excluded.address ELSE old.address END,
    preferred = CASE WHEN $10::boolean THEN excluded.preferred ELSE old.preferred END,
    born_on = CASE WHEN $12::boolean THEN excluded.born_on ELSE old.born_on END;
