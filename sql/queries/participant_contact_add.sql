-- participant_contact_add: how to reach a new participant.
--   $1 council   $2 participant   $3 complaint   $4 contact: {email, phone, address, preferred}   $5 born on
INSERT INTO participant_contact (council, participant, complaint, email, telephone, address, preferred, born_on)
VALUES ($1, $2, $3, $4::jsonb ->> 'email', $4::jsonb ->> 'phone', $4::jsonb ->> 'address', $4::jsonb ->> 'preferred', $5);
