-- decision_list: the decisions of a complaint in the order of their acts, or one of them.
--   $1 council   $2 complaint   $3 one decision, or null   $4 kinds, or null   $5 the act before, or null   $6 rows
--
-- An extension counts from the dispatch of its notice (decisions 26), a proposal from the answer that agrees to it.
SELECT d.id, d.kind, d.decided_on,
       d.decided_by_role AS "decided_by.role", d.decided_by AS "decided_by.participant_id",
       CASE WHEN my_reach_is_council()
            THEN substr(d.recorded_by, strpos(d.recorded_by, '|') + 1) END AS "decided_by.subject",
       CASE WHEN my_reach_is_council() THEN d.second_person END AS second_person,
       d.points, d.reasons, d.evidence, d.in_answer_to, d.supersedes,
       (SELECT later.id FROM decision AS later WHERE later.council = d.council AND later.supersedes = d.id) AS superseded_by,
       d.notice,
       CASE d.kind
           WHEN 'extension' THEN n.sent_on
           WHEN 'proposal' THEN (SELECT min(r.received_on)
                                 FROM request AS r
                                 WHERE r.council = d.council AND r.complaint = d.complaint AND r.kind = 'answer'
                                   AND r.act > d.act AND r.detail ->> 'of' = d.detail ->> 'of'
                                   AND (r.detail ->> 'agree')::boolean)
           ELSE d.decided_on
       END AS effective_on,
       d.old_value, d.clocks, d.detail, d.recorded_at, c.version AS complaint_version,
       format('"%s"', c.version) AS etag, d.act AS _key_1
FROM decision AS d
JOIN complaint AS c ON c.council = d.council AND c.id = d.complaint
LEFT JOIN notice AS n ON n.council = d.council AND n.id = d.notice
WHERE d.council = $1 AND d.complaint = $2
  AND ($3::uuid IS NULL OR d.id = $3)
  AND ($4::text[] IS NULL OR d.kind = ANY ($4))
  AND ($5::int IS NULL OR d.act > $5)
ORDER BY d.act
LIMIT $6;
