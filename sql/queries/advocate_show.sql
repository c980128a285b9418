-- advocate_show: one entry of the register. Whose token an advocate bears is for those who run the procedure.
--   $1 council   $2 advocate   $3 with the identity
SELECT id, name, provider, contact, languages, areas, CASE WHEN $3 THEN issuer END AS "identity?.issuer",
       CASE WHEN $3 THEN subject END AS "identity?.subject", default_provider, available, version,
       format('"%s"', version) AS etag, created_at, updated_at
FROM advocate
WHERE council = $1 AND id = $2;
