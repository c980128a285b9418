-- procedure_words: the policy in force on a day, or the first before any, and what it says to people in its own words: its
-- names for things, whom to ring. One row: of a council without a policy with none of them.
--   $1 council   $2 day
WITH present AS (
    SELECT version, effective FROM policy
    WHERE council = $1
    ORDER BY effective_from <= $2 DESC, abs($2::date - effective_from),
             CASE WHEN effective_from <= $2 THEN -version ELSE version END
    LIMIT 1
), said AS (
    SELECT key, value FROM present, jsonb_each_text(present.effective) WHERE value IS NOT NULL
)
SELECT (SELECT version FROM present) AS version,
       coalesce((SELECT effective FROM present), '{}') AS effective,
       (SELECT coalesce(jsonb_object_agg(substr(key, 8), value), '{}') FROM said WHERE key LIKE 'labels.%') AS labels,
       (SELECT value FROM said WHERE key = 'informal_first.text') AS informal_first,
       (SELECT value FROM said WHERE key = 'advocacy.provider') AS advocacy_provider,
       (SELECT coalesce(jsonb_object_agg(substr(key, 9), value), '{}') FROM said WHERE key LIKE 'contact.%') AS council,
       (SELECT coalesce(jsonb_object_agg(substr(key, 18), value), '{}') FROM said WHERE key LIKE 'advocacy.contact.%') AS advocacy,
       (SELECT coalesce(jsonb_object_agg(substr(key, 15), value), '{}') FROM said WHERE key LIKE 'lgsco.contact.%') AS ombudsman,
       (SELECT coalesce(jsonb_object_agg(body, contact), '{}')
        FROM (SELECT split_part(key, '.', 2) AS body, jsonb_object_agg(split_part(key, '.', 4), value) AS contact
              FROM said WHERE key LIKE 'bodies.%.contact.%' GROUP BY 1) AS bodies) AS bodies;
