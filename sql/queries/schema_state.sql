-- schema_state: the schema's number, and the newest release among those that its unknown migrations ask for.
--   $1 the newest migration that this program knows
SELECT coalesce(max(number), 0) AS number,
       coalesce(string_agg(min_release, ',') FILTER (WHERE number > $1::int), '') AS asks_for
FROM schema_migration;
