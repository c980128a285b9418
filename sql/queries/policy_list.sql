-- policy_list: the council's policies, the last to come into force first. One that is followed on its own first day was
-- never in force: it then ends before it began.
--   $1 council   $2 rows   $3, $4 after this day and version
SELECT version, name, effective_from AS in_force_from, in_force_to, published, effective, warnings, recorded_at AS created_at,
       format('"%s"', version) AS etag, effective_from AS _key_1, version AS _key_2
FROM (SELECT *, lead(effective_from) OVER (ORDER BY effective_from, version) - 1 AS in_force_to
      FROM policy WHERE council = $1) AS policy
WHERE $4::int IS NULL OR (effective_from, version) < ($3, $4)
ORDER BY effective_from DESC, version DESC
LIMIT $2;
