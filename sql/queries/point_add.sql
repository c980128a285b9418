-- point_add: one more point, in the complainant's words.   refuses: point_number_unique, point_period_fits
--   $1 council   $2 complaint   $3 point   $4 number   $5 own words   $6 function   $7 team   $8 period from   $9 to
--   $10 desired outcome   $11 stage at which it was added   $12 added on   $13 act
--   $14 procedure   $15 status
INSERT INTO point (council, complaint, id, number, own_words, function, team, period_from, period_to, desired_outcome,
                   added_at_stage, added_on, act, procedure, status)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
