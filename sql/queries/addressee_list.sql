-- addressee_list: who takes part in a complaint on a day, how they are reached, and which of them the visitor is.
--   $1 council   $2 complaint   $3 the council's day
SELECT p.id, p.role, coalesce(p.name, person.name, advocate.name) AS name,
       coalesce(own.telephone, person.contact ->> 'phone') AS phone, coalesce(own.email, person.contact ->> 'email') AS email,
       coalesce(identity.actor = my_actor(), false) AS mine, p.may_withdraw
FROM participant AS p
LEFT JOIN participant_contact AS own ON own.council = p.council AND own.participant = p.id
LEFT JOIN participant_identity AS identity ON identity.council = p.council AND identity.participant = p.id
LEFT JOIN person ON person.council = p.council AND person.id = p.person
LEFT JOIN advocate ON advocate.council = p.council AND advocate.id = p.advocate
WHERE p.council = $1 AND p.complaint = $2 AND p.from_on <= $3 AND (p.to_on IS NULL OR p.to_on > $3)
ORDER BY p.from_on, p.id;
