-- enquiry_add: note an enquiry before there is a complaint (T2).   refuses: enquiry_told_after_received,
-- enquiry_guided_after_received
--   $1 council   $2 id   $3 kind   $4 received on   $5 channel, none: phone   $6 words   $7 name   $8 contact
--   $9 capacity   $10 advocacy information given on   $11 guidance offered on   $12 actor
INSERT INTO enquiry (council, id, kind, received_on, channel, words, name, contact, capacity, advocacy_told_on,
                     guidance_offered_on, created_by)
VALUES ($1, $2, $3, $4, coalesce($5, 'phone'), $6, $7, nullif(jsonb_strip_nulls($8::jsonb), '{}'), $9, $10, $11, $12);
