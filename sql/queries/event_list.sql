-- event_list: the events of a complaint in their order, as CloudEvents 1.0.
--   $1 council   $2 complaint   $3 number to go on from   $4 rows   $5 the council's base address
SELECT '1.0' AS specversion, id, $5::text AS source, 'heard.' || type AS type, complaint AS subject, recorded_at AS time,
       'application/json' AS datacontenttype, lpad(number::text, 10, '0') AS sequence, complaint::text AS partitionkey,
       $5::text || '/v1/complaints/' || complaint AS dataref, recorded_at AS recordedtime,
       complaint AS "data.complaint_id", complaint_version AS "data.complaint_version",
       CASE WHEN resource_id IS NOT NULL THEN resource_type END AS "data.resource?.type",
       resource_id AS "data.resource?.id", stage AS "data.stage", reason_code AS "data.reason_code",
       occurred_on AS "data.happened_on", data ->> 'kind' AS "data.kind", data ->> 'due_on' AS "data.due_on",
       data ->> 'due_on_before' AS "data.due_on_before",
       number AS _key_1
FROM event
WHERE council = $1 AND complaint = $2 AND number > coalesce($3::int, 0)
ORDER BY number
LIMIT $4;
