-- event_put: what subscribers will be told, numbered on from the complaint's last event.
--   $1 council   $2 complaint   $3 first number   $4 ids   $5 types   $6 stages   $7 resource types   $8 resource ids
--   $9 reason codes   $10 data   $11 the complaint's version   $12 the days on which they occurred
INSERT INTO event (council, complaint, number, id, type, stage, resource_type, resource_id, reason_code, data,
                   complaint_version, occurred_on)
SELECT $1, $2, $3::int + new.place::int - 1, new.id, new.type, new.stage, new.resource_type, new.resource_id,
       new.reason_code, new.data::jsonb, $11, new.occurred_on
FROM unnest($4::uuid[], $5::text[], $6::int[], $7::text[], $8::uuid[], $9::text[], $10::text[], $12::date[])
     WITH ORDINALITY AS new (id, type, stage, resource_type, resource_id, reason_code, data, occurred_on, place);
