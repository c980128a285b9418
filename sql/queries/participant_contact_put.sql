-- participant_contact_put: how to reach a participant, as a merge patch (RFC 7396).
--   $1 council   $2 participant   $3 complaint   $4 contact: {email, phone, address, preferred}   $5, $6 born on (given?, value)
INSERT INTO participant_contact AS old (council, participant, complaint, email, telephone, address, preferred, born_on)
VALUES ($1, $2, $3, $4::jsonb ->> 'email', $4::jsonb ->> 'phone', $4::jsonb ->> 'address', $4::jsonb ->> 'preferred', $6)
ON CONFLICT (council, participant) DO UPDATE
SET email = CASE WHEN $4::jsonb ? 'email' THEN excluded.email ELSE old.email END,
    telephone = CASE WHEN $4::jsonb ? 'phone' THEN excluded.telephone ELSE old.telephone END,
    address = CASE WHEN $4::jsonb ? 'address' THEN excluded.address ELSE old.address END,
    preferred = CASE WHEN $4::jsonb ? 'preferred' THEN excluded.preferred ELSE old.preferred END,
    born_on = CASE WHEN $5::boolean THEN excluded.born_on ELSE old.born_on END;
