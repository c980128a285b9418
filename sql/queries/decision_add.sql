-- decision_add: what the council decided, and why.   refuses: decision_superseded_once, decision_two_persons
--   $1 council   $2 id   $3 complaint   $4 kind   $5 decided on   $6 the decider's role   $7 points   $8 reasons
--   $9 evidence   $10 detail   $11 request that it answers   $12 decision that it replaces   $13 second person
--   $14 stage   $15 act   $16 recorded by   $17 what stood before, $18 clocks: of a correction
INSERT INTO decision (council, id, complaint, kind, decided_on, decided_by_role, decided_by, points, reasons, evidence,
                      detail, in_answer_to, supersedes, second_person, stage, act, recorded_by, old_value, clocks)
VALUES ($1, $2, $3, $4, $5, $6::text,
        (SELECT p.id
         FROM participant AS p
         JOIN participant_identity AS i ON i.council = p.council AND i.participant = p.id
         WHERE p.council = $1 AND p.complaint = $3 AND p.role = $6::text AND p.to_on IS NULL AND i.actor = my_actor()
         ORDER BY p.id
         LIMIT 1),
        coalesce($7::int[], '{}'), $8, coalesce($9::text[], '{}'), $10, $11, $12, $13, $14, $15, $16, $17,
        coalesce($18::jsonb, '[]'));
