-- complaint_add: a representation is made (reg. 6), its row as it stands at once. Its participants come before it
-- (decision 9), its clocks behind it.
--   refuses: complaint_reference_unique, complaint_external_id_unique
--   $1 council   $2 complaint   $3 reference   $4 kind   $5 channel   $6 anonymity   $7 functions   $8 received at
--   $9 written at   $10 became aware on   $11 own words   $12 summary   $13 service's code   $14 its name   $15 language
--   $16 accessibility   $17 desired outcomes   $18 external id   $19 client   $20 id of the next deadline
--   $21 to $40 what case_project writes, in its order
INSERT INTO complaint (council, id, reference, kind, channel, anonymity, functions, received_at, written_at,
                       became_aware_on, own_words, summary, service_code, service_name, language, accessibility,
                       desired_outcomes, external_id, client_id, next_deadline_id, status, status_2_from, status_2,
                       status_3_from, status_3, phase, outcome, procedure, capacity, form, received_on,
                       grounds_arose_on, next_deadline_kind, next_deadline_stage, next_deadline_due_on, acts, events,
                       version, withdrawal_pending, any_point_stopped)
VALUES ($1, $2, $3, $4, $5, $6, coalesce($7::text[], '{}'), $8, $9, $10, $11, $12, $13, $14, $15,
        coalesce($16::jsonb, '{}'),
        coalesce((SELECT jsonb_agg(jsonb_build_object('text', wish, 'status', 'wanted') ORDER BY place)
                  FROM unnest($17::text[]) WITH ORDINALITY AS wishes (wish, place)), '[]'),
        $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39,
        $40);
