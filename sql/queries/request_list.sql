-- request_list: the requests of a complaint in the order of their acts, or one of them.
--   $1 council   $2 complaint   $3 one request, or null   $4 kinds, or null   $5 the act before, or null   $6 rows
--   $7 the council's day
--
-- A request for stage 2 that was made early takes effect by itself, on the first day it may (invariant 6): that day is
-- the complaint's turn, and once an act has taken note of it, the day on which stage 2 or its record began.
SELECT r.id, r.kind, r.made_on, r.received_on,
       r.made_by_role AS "made_by.role", r.made_by AS "made_by.participant_id",
       CASE WHEN my_reach_is_council() AND r.recorded_by_role = r.made_by_role
            THEN substr(r.recorded_by, strpos(r.recorded_by, '|') + 1) END AS "made_by.subject",
       r.form, r.words,
       CASE WHEN r.status = 'open' AND effect.on_day <= $7 THEN 'done' ELSE r.status END AS status,
       effect.on_day AS takes_effect_on,
       answer.id AS answered_by,
       r.detail,
       CASE WHEN r.recorded_by_role <> r.made_by_role THEN r.recorded_by_role END AS "recorded_by?.role",
       CASE WHEN my_reach_is_council()
            THEN substr(r.recorded_by, strpos(r.recorded_by, '|') + 1) END AS "recorded_by?.subject",
       r.recorded_at, c.version AS complaint_version, format('"%s"', c.version) AS etag,
       r.act AS _key_1
FROM request AS r
JOIN complaint AS c ON c.council = r.council AND c.id = r.complaint
LEFT JOIN LATERAL (
    SELECT d.id, d.decided_on, (d.detail ->> 'agreed')::boolean AS agreed, (d.detail ->> 'start_on')::date AS start_on
    FROM decision AS d
    WHERE d.council = r.council AND d.complaint = r.complaint AND d.in_answer_to = r.id
    ORDER BY d.act DESC
    LIMIT 1
) AS answer ON true
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN r.status = 'withdrawn' THEN NULL
        WHEN r.status = 'answered' AND NOT answer.agreed THEN NULL
        WHEN r.status = 'answered' AND r.kind = 'later_start'
            THEN coalesce(answer.start_on, (r.detail ->> 'start_on')::date)
        WHEN r.status = 'answered' THEN answer.decided_on
        WHEN r.status = 'done' AND r.kind = 'withdraw' AND NOT r.detail ? 'request'
            THEN coalesce((SELECT max(n.sent_on)
                           FROM notice AS n
                           WHERE n.council = r.council AND n.complaint = r.complaint
                             AND n.notice = 'withdrawal_confirmed'), r.received_on)
        WHEN r.status = 'done' THEN r.received_on
        WHEN r.kind NOT IN ('stage_2', 'skip_stage_1') THEN NULL
        WHEN c.status_2 IN ('stage2', 'stage2_record') THEN c.status_2_from
        WHEN c.status_3 IN ('stage2', 'stage2_record') THEN c.status_3_from
        ELSE (SELECT min(t.starts_on)
              FROM deadline AS t
              WHERE t.council = r.council AND t.complaint = r.complaint AND t.kind IN ('stage_2', 'written_record'))
    END AS on_day
) AS effect
WHERE r.council = $1 AND r.complaint = $2
  AND ($3::uuid IS NULL OR r.id = $3)
  AND ($4::text[] IS NULL OR r.kind = ANY ($4))
  AND ($5::int IS NULL OR r.act > $5)
ORDER BY r.act
LIMIT $6;
