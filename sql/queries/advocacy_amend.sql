-- advocacy_amend: what became of the offer, the request or the appointment; what is null stays.
--   $1 council   $2 advocacy   $3 status   $4 answer   $5 answered on   $6 provider   $7 advocate of the register
--   $8 participant   $9 appointed on   $10 declarations   $11 what the child agrees to share   $12 ended on   $13 act
--   $14 self-arranged
UPDATE advocacy
SET status = coalesce($3, status), answer = coalesce($4, answer), answered_on = coalesce($5, answered_on),
    provider = coalesce($6, provider), advocate = coalesce($7, advocate), participant = coalesce($8, participant),
    appointed_on = coalesce($9, appointed_on), declarations = coalesce($10, declarations),
    shares = coalesce($11::text[], shares), ended_on = coalesce($12, ended_on), act = coalesce($13, act),
    self_arranged = self_arranged OR $14::boolean,
    version = version + 1, updated_at = now()
WHERE council = $1 AND id = $2;
