-- advocate_list: the register, the council's own provider first (s.26A), then by name.
--   $1 council   $2 with identities   $3 available   $4 rows   $5, $6, $7 after this: default provider, name, advocate
SELECT id, name, provider, contact, languages, areas, CASE WHEN $2 THEN issuer END AS "identity?.issuer",
       CASE WHEN $2 THEN subject END AS "identity?.subject", default_provider, available, version,
       format('"%s"', version) AS etag, created_at, updated_at, default_provider AS _key_1, name AS _key_2, id AS _key_3
FROM advocate
WHERE council = $1
  AND ($3::boolean IS NULL OR available = $3)
  AND ($7::uuid IS NULL OR default_provider < $5 OR (default_provider = $5 AND (name, id) > ($6, $7)))
ORDER BY default_provider DESC, name, id
LIMIT $4;
