-- policy_values: every value that a council publishes, in the order in which its policies come into force.
--   $1 council
SELECT policy.version, policy.effective_from, published.key, jsonb_typeof(published.value) AS kind,
       CASE jsonb_typeof(published.value)
           WHEN 'array' THEN (SELECT string_agg(item, ' ') FROM jsonb_array_elements_text(published.value) AS item)
           ELSE published.value #>> '{}' END AS value
FROM policy LEFT JOIN jsonb_each(policy.published) AS published ON true
WHERE policy.council = $1
ORDER BY policy.effective_from, policy.version, published.key;
