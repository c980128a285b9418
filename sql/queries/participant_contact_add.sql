-- participant_contact_add: how to reach a new participant.
--   $1 council   $2 participant   $3 complaint   $4 e-mail   $5 telephone   $6 address   $7 preferred   $8 born on
INSERT INTO participant_contact (council, participant, complaint, email, telephone, address, preferred, born_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
