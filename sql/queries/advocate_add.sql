-- advocate_add: put an advocate or a provider into the register (ADV5).   refuses: advocate_identity_unique
--   $1 council   $2 id   $3 name   $4 provider   $5 contact   $6 languages   $7 areas   $8 issuer   $9 subject
--   $10 default provider   $11 available
INSERT INTO advocate (council, id, name, provider, contact, languages, areas, issuer, subject, default_provider, available)
VALUES ($1, $2, $3, $4, nullif(jsonb_strip_nulls($5::jsonb), '{}'), coalesce($6::text[], '{}'),
        coalesce($7::text[], '{}'), $8, $9, $10, $11);
