-- policy_add: what a council publishes from a day on, and what binds it, as the next version.   refuses: policy_key
--   $1 council   $2 in force from   $3 name   $4 published   $5 effective   $6 warnings   $7 actor
INSERT INTO policy (council, version, effective_from, name, published, effective, warnings, recorded_by)
VALUES ($1, (SELECT coalesce(max(version), 0) + 1 FROM policy WHERE council = $1), $2, $3, $4, $5, $6, $7)
RETURNING version;
