-- request_add: what somebody asked, as it was said. Whose own request it is follows from their identity.
--   $1 council   $2 id   $3 complaint   $4 kind   $5 status   $6 made on   $7 received on   $8 participant, or null
--   $9 their role   $10 form   $11 words   $12 points   $13 detail   $14 stage   $15 act   $16 recorded by
--   $17 the recorder's role
INSERT INTO request (council, id, complaint, kind, status, made_on, received_on, made_by, made_by_role, form, words, points,
                     detail, stage, act, recorded_by, recorded_by_role)
VALUES ($1, $2, $3, $4, $5, $6, $7,
        coalesce($8::uuid, (SELECT p.id
                            FROM participant AS p
                            JOIN participant_identity AS i ON i.council = p.council AND i.participant = p.id
                            WHERE p.council = $1 AND p.complaint = $3 AND p.role = $9::text AND p.to_on IS NULL
                              AND i.actor = my_actor()
                            ORDER BY p.id
                            LIMIT 1)),
        $9::text, $10, $11, coalesce($12::int[], '{}'), $13, $14, $15, $16, $17);
