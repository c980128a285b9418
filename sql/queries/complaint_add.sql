-- complaint_add: a representation is made (reg. 6). Its participants come before it (decision 9).
--   refuses: complaint_reference_unique, complaint_external_id_unique
--   $1 council   $2 complaint   $3 reference   $4 kind   $5 form   $6 channel   $7 anonymity   $8 capacity   $9 functions
--   $10 received on   $11 received at   $12 written at   $13 grounds arose on   $14 became aware on   $15 own words
--   $16 summary   $17 service's code   $18 its name   $19 language   $20 accessibility   $21 desired outcomes
--   $22 external id   $23 client
INSERT INTO complaint (council, id, reference, kind, form, channel, anonymity, capacity, functions, received_on, received_at,
                       written_at, grounds_arose_on, became_aware_on, own_words, summary, service_code, service_name,
                       language, accessibility, desired_outcomes, external_id, client_id, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::text[], '{}'), $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        coalesce($20::jsonb, '{}'),
        coalesce((SELECT jsonb_agg(jsonb_build_object('text', wish, 'status', 'wanted') ORDER BY place)
                  FROM unnest($21::text[]) WITH ORDINALITY AS wishes (wish, place)), '[]'),
        $22, $23, 0);
