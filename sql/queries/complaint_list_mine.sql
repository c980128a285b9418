-- complaint_list_mine: the worklist of somebody who sees the cases of their own only: these are few, and are looked up
-- by their ids. In any order.
--   $1 council   $2 the council's day   $3 statuses   $4 phases   $5 procedures   $6 kinds   $7 capacities   $8 channels
--   $9, $10 received from, to   $11, $12 next deadline from, to   $13 open   $14 overdue   $15 person who handles it
--   $16 service   $17 external id   $18 ids found by a search   $19, $20 the key to go on from   $21 rows
--   $22 by due day, else by the day of receipt   $23 the latest first
SELECT c.id, c.reference, c.version, format('"%s"', c.version) AS etag, c.external_id, c.kind, c.procedure,
       complaint_status(c, $2::date) AS status,
       complaint_phase(c, $2::date) AS phase,
       c.outcome, c.received_on, c.capacity, c.functions, c.summary, c.service_code AS "service?.code",
       c.service_name AS "service?.name", c.channel, c.form, c.anonymity,
       c.any_point_stopped AS "flags.stopped", c.withdrawal_pending AS "flags.withdrawal_pending",
       c.next_deadline_id AS "next_deadline?.id", c.next_deadline_kind AS "next_deadline?.kind",
       nullif(c.next_deadline_stage, 0) AS "next_deadline?.stage",
       CASE WHEN c.next_deadline_due_on < $2::date THEN 'missed' ELSE 'running' END AS "next_deadline?.status",
       c.next_deadline_due_on AS "next_deadline?.due_on",
       coalesce(c.next_deadline_due_on < $2::date, false) AS overdue, c.handler, c.created_at, c.updated_at,
       k.day AS _key_1, c.id AS _key_2
FROM complaint AS c
CROSS JOIN LATERAL (SELECT CASE WHEN $22::boolean THEN c.due_or_never
                                ELSE c.received_on END AS day) AS k
WHERE c.council = $1
  AND c.id = ANY (ARRAY(SELECT my_cases()))
  AND CASE WHEN ($3::text[] IS NULL OR complaint_status(c, $2::date) = ANY ($3::text[]))
           AND ($4::text[] IS NULL OR complaint_phase(c, $2::date) = ANY ($4::text[]))
           AND ($5::text[] IS NULL OR c.procedure = ANY ($5::text[]))
           AND ($6::text[] IS NULL OR c.kind = ANY ($6::text[]))
           AND ($7::text[] IS NULL OR c.capacity = ANY ($7::text[]))
           AND ($8::text[] IS NULL OR c.channel = ANY ($8::text[]))
           AND ($9::date IS NULL OR c.received_on >= $9::date)
           AND ($10::date IS NULL OR c.received_on <= $10::date)
           AND ($11::date IS NULL OR c.next_deadline_due_on >= $11::date)
           AND ($12::date IS NULL OR c.next_deadline_due_on <= $12::date)
           AND ($13::boolean IS NULL OR (complaint_phase(c, $2::date) <> 'closed') = $13::boolean)
           AND ($14::boolean IS NULL OR coalesce(c.next_deadline_due_on < $2::date, false) = $14::boolean)
           AND ($15::uuid IS NULL OR c.handler IN (SELECT id FROM participant WHERE council = $1 AND person = $15::uuid))
           AND ($16::text IS NULL OR c.service_code = $16::text)
           AND ($17::text IS NULL OR c.external_id = $17::text)
           AND ($18::uuid[] IS NULL OR c.id = ANY ($18::uuid[])) THEN true END
  AND CASE WHEN $23::boolean THEN (k.day, c.id) < ($19::date, $20::uuid) ELSE (k.day, c.id) > ($19::date, $20::uuid) END
ORDER BY CASE WHEN NOT $23::boolean THEN k.day END, CASE WHEN NOT $23::boolean THEN c.id END, k.day DESC, c.id DESC
LIMIT $21;
