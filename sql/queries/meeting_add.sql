-- meeting_add: a meeting is offered, or was held.
--   $1 council   $2 meeting   $3 complaint   $4 kind   $5 stage   $6 status   $7 offered on   $8 planned at   $9 held on
--   $10 place   $11 participants   $12 summary   $13 actor
INSERT INTO meeting (council, id, complaint, kind, stage, status, offered_on, planned_at, held_on, place, participants, notes,
                     created_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce($11::uuid[], '{}'), $12, $13);
