-- person_amend: change the members that were given; a contact is merged (RFC 7396), an identity is replaced whole.
--   $1 council   $2 person   $3 names of the members given   $4 name   $5 employer   $6 team   $7 job title   $8 contact
--   $9 roles   $10 relation to the authority   $11 issuer   $12 subject   $13 available   $14 checks
UPDATE person SET
    name = CASE WHEN 'name' = ANY ($3::text[]) THEN $4 ELSE name END,
    employer = CASE WHEN 'employer' = ANY ($3) THEN $5 ELSE employer END,
    team = CASE WHEN 'team' = ANY ($3) THEN $6 ELSE team END,
    job_title = CASE WHEN 'job_title' = ANY ($3) THEN $7 ELSE job_title END,
    contact = CASE WHEN 'contact' = ANY ($3) THEN nullif(jsonb_strip_nulls(coalesce(contact, '{}') || $8::jsonb), '{}')
                   ELSE contact END,
    roles = CASE WHEN 'roles' = ANY ($3) THEN coalesce($9::text[], '{}') ELSE roles END,
    relation_to_authority = CASE WHEN 'relation_to_authority' = ANY ($3) THEN $10 ELSE relation_to_authority END,
    issuer = CASE WHEN 'identity' = ANY ($3) THEN $11 ELSE issuer END,
    subject = CASE WHEN 'identity' = ANY ($3) THEN $12 ELSE subject END,
    available = CASE WHEN 'available' = ANY ($3) THEN $13 ELSE available END,
    checks = CASE WHEN 'checks' = ANY ($3) THEN $14::jsonb ELSE checks END,
    version = version + 1,
    updated_at = now()
WHERE council = $1 AND id = $2;
