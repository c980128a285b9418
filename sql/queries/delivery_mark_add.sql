-- delivery_mark_add: what a provider, the app or staff say of a letter's way.
--   $1 council   $2 id   $3 complaint   $4 notice   $5 mark   $6 day   $7 basis   $8 participant   $9 act   $10 recorded by
INSERT INTO delivery_mark (council, id, complaint, notice, kind, on_day, basis, participant, act, recorded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
