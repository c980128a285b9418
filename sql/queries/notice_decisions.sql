-- notice_decisions: the newest decision of each kind that a letter tells.
--   $1 council   $2 complaint
SELECT DISTINCT ON (d.kind) d.id, d.kind, d.act, d.reasons, (d.detail ->> 'accepted')::boolean AS accepted,
       d.detail #>> '{limbs,not_reasonable_to_expect_earlier}' AS limb_reasonable,
       d.detail #>> '{limbs,can_be_considered_fairly}' AS limb_fair
FROM decision AS d
WHERE d.council = $1 AND d.complaint = $2
  AND d.kind IN ('route', 'sufficient_interest', 'late_complaint', 'extension')
ORDER BY d.kind, d.act DESC;
