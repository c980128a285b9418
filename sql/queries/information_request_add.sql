-- information_request_add: something is asked of the complainant, a team or a holder of files.
--   $1 council   $2 information request   $3 complaint   $4 asked of   $5 whom   $6 what   $7 asked on   $8 wanted by   $9 actor
INSERT INTO information_request (council, id, complaint, asked_of, whom, what, asked_on, wanted_by, created_by)
VALUES ($1, $2, $3, coalesce($4, 'complainant'), $5, $6, $7, $8, $9);
