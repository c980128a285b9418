-- complaint_show: the facts of one complaint; what follows from its acts and the day is added by the service, from the
-- columns that are not shown: those of case_head, in its order.
--   $1 council   $2 complaint
SELECT version AS _version, events AS _events, handler AS _handler, reference AS _reference, anonymity AS _anonymity,
       next_deadline_id AS _next_deadline_id, next_deadline_kind AS _next_deadline_kind,
       CASE WHEN 'stage2' IN (status_2, status_3) OR 'stage2_record' IN (status_2, status_3) THEN
           (SELECT id FROM deadline AS d
            WHERE d.council = $1 AND d.complaint = $2 AND d.stage = 2
              AND d.kind = CASE WHEN 'stage2' IN (status_2, status_3) THEN 'stage_2' ELSE 'written_record' END)
       END AS _next_deadline_then,
       (SELECT max(version) FROM policy WHERE council = $1) AS _policy_version,
       (SELECT max(version) FROM calendar_version) AS _calendar_version,
       id, reference, version, external_id, kind, received_on, received_at, written_at, grounds_arose_on, became_aware_on,
       functions, service_code AS "service?.code", service_name AS "service?.name", channel, own_words, summary,
       desired_outcomes, language, accessibility, anonymity,
       (SELECT jsonb_build_object('raised', raised, 'words', words)
        FROM reprisal_concern WHERE council = $1 AND complaint = $2) AS reprisal_concern,
       created_at, updated_at
FROM complaint
WHERE council = $1 AND id = $2;
