-- notice_list: the letters of a complaint in the order in which they were drafted, or one of them.
--   $1 council   $2 complaint   $3 one notice, or null   $4 notices, or null   $5 the id before, or null   $6 rows
--   $7 what the drafts would say today: {id: {detail, subject, body, missing}}
SELECT n.id, n.notice, n.stage, n.channel,
       coalesce((SELECT jsonb_agg(jsonb_build_object('participant_id', p.id, 'role', p.role,
                                                     'name', coalesce(p.name, person.name, advocate.name))
                                  ORDER BY addressee.place)
                 FROM unnest(n.to_participants) WITH ORDINALITY AS addressee (id, place)
                 JOIN participant AS p ON p.council = n.council AND p.id = addressee.id
                 LEFT JOIN person ON person.council = p.council AND person.id = p.person
                 LEFT JOIN advocate ON advocate.council = p.council AND advocate.id = p.advocate),
                '[{"role": "complainant"}]') AS "to",
       CASE WHEN n.sent_on IS NULL THEN draft.says ->> 'subject' ELSE n.subject END AS subject,
       CASE WHEN n.sent_on IS NULL THEN draft.says ->> 'body' ELSE n.body END AS body,
       n.language, n.decision,
       CASE WHEN n.sent_on IS NULL THEN draft.says -> 'detail' ELSE n.detail END AS detail,
       n.documents, n.status,
       CASE WHEN n.sent_on IS NULL THEN draft.says -> 'missing' ELSE '[]' END AS missing,
       n.sent_on, n.received_on, n.received_basis,
       coalesce((SELECT jsonb_agg(jsonb_build_object(
                            'id', d.id, 'sent_on', d.sent_on, 'channel', d.channel,
                            'to', (SELECT coalesce(jsonb_agg(jsonb_build_object('participant_id', p.id, 'role', p.role)
                                                             ORDER BY addressee.place), '[{"role": "complainant"}]')
                                   FROM unnest(d.to_participants) WITH ORDINALITY AS addressee (id, place)
                                   JOIN participant AS p ON p.council = d.council AND p.id = addressee.id),
                            'evidence', d.evidence,
                            'second_person', CASE WHEN my_reach_is_council() THEN d.second_person END,
                            'recorded_at', to_char(d.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                        ORDER BY d.id)
                 FROM dispatch AS d WHERE d.council = n.council AND d.notice = n.id), '[]') AS dispatches,
       coalesce((SELECT jsonb_agg(jsonb_build_object(
                            'id', m.id, 'mark', m.kind, 'to', m.participant, 'received_on', m.on_day,
                            'received_basis', m.basis,
                            'recorded_at', to_char(m.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                        ORDER BY m.id)
                 FROM delivery_mark AS m WHERE m.council = n.council AND m.notice = n.id), '[]') AS delivery_marks,
       n.created_at, n.updated_at, c.version AS complaint_version, format('"%s"', c.version) AS etag,
       n.id AS _key_1
FROM notice AS n
JOIN complaint AS c ON c.council = n.council AND c.id = n.complaint
CROSS JOIN LATERAL (SELECT $7::jsonb -> n.id::text AS says) AS draft
WHERE n.council = $1 AND n.complaint = $2
  AND ($3::uuid IS NULL OR n.id = $3)
  AND ($4::text[] IS NULL OR n.notice = ANY ($4))
  AND ($5::uuid IS NULL OR n.id > $5)
  AND (n.sent_on IS NOT NULL OR draft.says IS NOT NULL)
ORDER BY n.id
LIMIT $6;
