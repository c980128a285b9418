-- case_head: what an act needs to know of the complaint's own row.
--   $1 council   $2 complaint
SELECT version, events, handler, reference, anonymity, next_deadline_id, next_deadline_kind,
       CASE WHEN 'stage2' IN (status_2, status_3) OR 'stage2_record' IN (status_2, status_3) THEN
           (SELECT id FROM deadline AS d
            WHERE d.council = $1 AND d.complaint = $2 AND d.stage = 2
              AND d.kind = CASE WHEN 'stage2' IN (status_2, status_3) THEN 'stage_2' ELSE 'written_record' END)
       END AS next_deadline_then,
       (SELECT max(version) FROM policy WHERE council = $1) AS policy_version,
       (SELECT max(version) FROM calendar_version) AS calendar_version
FROM complaint
WHERE council = $1 AND id = $2;
