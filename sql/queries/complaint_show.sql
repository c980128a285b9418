-- complaint_show: the facts of one complaint; what follows from its acts and the day is added by the service.
--   $1 council   $2 complaint
SELECT id, reference, version, external_id, kind, received_on, received_at, written_at, grounds_arose_on, became_aware_on,
       functions, service_code AS "service?.code", service_name AS "service?.name", channel, own_words, summary,
       desired_outcomes, language, accessibility, anonymity,
       (SELECT jsonb_build_object('raised', raised, 'words', words)
        FROM reprisal_concern WHERE council = $1 AND complaint = $2) AS reprisal_concern,
       created_at, updated_at
FROM complaint
WHERE council = $1 AND id = $2;
