-- decision_find: one decision, for those that answer, replace or carry it.
--   $1 council   $2 complaint   $3 decision
SELECT d.id, d.kind, d.detail ->> 'of' AS proposal, d.act,
       EXISTS (SELECT FROM decision AS later WHERE later.council = d.council AND later.supersedes = d.id) AS superseded
FROM decision AS d
WHERE d.council = $1 AND d.complaint = $2 AND d.id = $3;
