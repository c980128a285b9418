-- person_show: one entry of the directory.
--   $1 council   $2 person
SELECT id, name, employer, team, job_title, contact, roles, relation_to_authority, issuer AS "identity?.issuer",
       subject AS "identity?.subject", available, checks, version, format('"%s"', version) AS etag, created_at, updated_at
FROM person
WHERE council = $1 AND id = $2;
