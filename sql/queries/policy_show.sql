-- policy_show: one policy, as published beside what binds.
--   $1 council   $2 version, none: the one loaded last
SELECT version, name, effective_from AS in_force_from, in_force_to, published, effective, warnings, recorded_at AS created_at,
       format('"%s"', version) AS etag
FROM (SELECT *, lead(effective_from) OVER (ORDER BY effective_from, version) - 1 AS in_force_to,
             max(version) OVER () AS newest
      FROM policy WHERE council = $1) AS policy
WHERE version = coalesce($2, newest);
