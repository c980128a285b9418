-- stage_people: the people of one stage of a case; contact and identity only where the visitor may see them.
--   $1 council   $2 complaint   $3 stage
SELECT p.id, p.kind, p.role, p.person AS person_id, coalesce(p.name, person.name) AS name, p.capacity, p.relation,
       contact.born_on, p.under_18,
       CASE WHEN contact.participant IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
           'email', contact.email, 'phone', contact.telephone, 'address', contact.address,
           'preferred', contact.preferred)) END AS contact,
       CASE WHEN identity.participant IS NOT NULL THEN jsonb_build_object(
           'issuer', identity.issuer, 'subject', identity.subject) END AS identity,
       p.may_withdraw, p.stage, p.from_on, p.to_on, p.relation_to_authority, p.relation_to_case, p.check_result AS "check",
       p.version AS _version, format('"%s"', p.version) AS etag
FROM participant AS p
LEFT JOIN person ON person.council = p.council AND person.id = p.person
LEFT JOIN participant_contact AS contact ON contact.council = p.council AND contact.participant = p.id
LEFT JOIN participant_identity AS identity ON identity.council = p.council AND identity.participant = p.id
WHERE p.council = $1 AND p.complaint = $2 AND p.stage = $3
ORDER BY p.id;
