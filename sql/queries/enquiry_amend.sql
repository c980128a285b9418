-- enquiry_amend: change the members that were given; a contact is merged (RFC 7396).
-- refuses: enquiry_told_after_received, enquiry_guided_after_received, enquiry_closed_after_received, enquiry_of_complaint
--   $1 council   $2 enquiry   $3 names of the members given   $4 words   $5 name   $6 contact
--   $7 advocacy information given on   $8 guidance offered on   $9 complaint   $10 outcome   $11 closed on
UPDATE enquiry SET
    words = CASE WHEN 'words' = ANY ($3::text[]) THEN $4 ELSE words END,
    name = CASE WHEN 'name' = ANY ($3) THEN $5 ELSE name END,
    contact = CASE WHEN 'contact' = ANY ($3) THEN nullif(jsonb_strip_nulls(coalesce(contact, '{}') || $6::jsonb), '{}')
                   ELSE contact END,
    advocacy_told_on = CASE WHEN 'advocacy_information_given_on' = ANY ($3) THEN $7 ELSE advocacy_told_on END,
    guidance_offered_on = CASE WHEN 'guidance_offered_on' = ANY ($3) THEN $8 ELSE guidance_offered_on END,
    complaint = CASE WHEN 'complaint_id' = ANY ($3) THEN $9 ELSE complaint END,
    outcome = CASE WHEN 'outcome' = ANY ($3) THEN $10 ELSE outcome END,
    closed_on = CASE WHEN 'closed_on' = ANY ($3) THEN $11 ELSE closed_on END,
    version = version + 1,
    updated_at = now()
WHERE council = $1 AND id = $2;
