-- case_head: what an act needs to know of the complaint's own row.
--   $1 council   $2 complaint
SELECT version, events, handler, reference, anonymity, next_deadline_id,
       (SELECT max(version) FROM policy WHERE council = $1) AS policy_version,
       (SELECT max(version) FROM calendar_version) AS calendar_version
FROM complaint
WHERE council = $1 AND id = $2;
