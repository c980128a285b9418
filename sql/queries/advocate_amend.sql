-- advocate_amend: change the members that were given; a contact is merged (RFC 7396), an identity is replaced whole.
--   $1 council   $2 advocate   $3 names of the members given   $4 name   $5 provider   $6 contact   $7 languages
--   $8 areas   $9 issuer   $10 subject   $11 default provider   $12 available
UPDATE advocate SET
    name = CASE WHEN 'name' = ANY ($3::text[]) THEN $4 ELSE name END,
    provider = CASE WHEN 'provider' = ANY ($3) THEN $5 ELSE provider END,
    contact = CASE WHEN 'contact' = ANY ($3) THEN nullif(jsonb_strip_nulls(coalesce(contact, '{}') || $6::jsonb), '{}')
                   ELSE contact END,
    languages = CASE WHEN 'languages' = ANY ($3) THEN coalesce($7::text[], '{}') ELSE languages END,
    areas = CASE WHEN 'areas' = ANY ($3) THEN coalesce($8::text[], '{}') ELSE areas END,
    issuer = CASE WHEN 'identity' = ANY ($3) THEN $9 ELSE issuer END,
    subject = CASE WHEN 'identity' = ANY ($3) THEN $10 ELSE subject END,
    default_provider = CASE WHEN 'default_provider' = ANY ($3) THEN $11 ELSE default_provider END,
    available = CASE WHEN 'available' = ANY ($3) THEN $12 ELSE available END,
    version = version + 1,
    updated_at = now()
WHERE council = $1 AND id = $2;
