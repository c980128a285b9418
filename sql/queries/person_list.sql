-- person_list: the directory by name.
--   $1 council   $2 may be appointed as   $3 available   $4 rows   $5, $6 after this name and person
SELECT id, name, employer, team, job_title, contact, roles, relation_to_authority, issuer AS "identity?.issuer",
       subject AS "identity?.subject", available, checks, version, format('"%s"', version) AS etag, created_at, updated_at,
       name AS _key_1, id AS _key_2
FROM person
WHERE council = $1
  AND ($2::text IS NULL OR $2 = ANY (roles))
  AND ($3::boolean IS NULL OR available = $3)
  AND ($6::uuid IS NULL OR (name, id) > ($5, $6))
ORDER BY name, id
LIMIT $4;
