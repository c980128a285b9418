-- advocacy_list: help by advocates on a complaint, as it was offered, asked for, answered and given.
--   $1 council   $2 complaint
SELECT a.id, a.stage, a.status, a.offered_on, a.asked_on, a.asked_by AS "by?.role", a.answer, a.answered_on,
       a.advocate AS advocate_id, a.participant AS participant_id, coalesce(p.name, register.name) AS name,
       coalesce(a.provider, register.provider) AS provider,
       CASE WHEN contact.participant IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
           'email', contact.email, 'phone', contact.telephone, 'address', contact.address,
           'preferred', contact.preferred)) END AS contact,
       a.appointed_on, a.self_arranged, a.declarations, p.check_result AS "check", a.shares, a.ended_on,
       a.version AS _version, format('"%s"', a.version) AS etag
FROM advocacy AS a
LEFT JOIN participant AS p ON p.council = a.council AND p.id = a.participant
LEFT JOIN advocate AS register ON register.council = a.council AND register.id = a.advocate
LEFT JOIN participant_contact AS contact ON contact.council = a.council AND contact.participant = a.participant
WHERE a.council = $1 AND a.complaint = $2
ORDER BY a.id;
