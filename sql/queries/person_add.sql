-- person_add: put somebody into the directory.   refuses: person_identity_unique, person_roles_known
--   $1 council   $2 id   $3 name   $4 employer   $5 team   $6 job title   $7 contact   $8 roles
--   $9 relation to the authority, none: officer   $10 issuer   $11 subject   $12 available   $13 checks
INSERT INTO person (council, id, name, employer, team, job_title, contact, roles, relation_to_authority, issuer, subject,
                    available, checks)
VALUES ($1, $2, $3, $4, $5, $6, nullif(jsonb_strip_nulls($7::jsonb), '{}'), coalesce($8::text[], '{}'),
        coalesce($9, 'officer'), $10, $11, $12, coalesce($13::jsonb, '[]'));
