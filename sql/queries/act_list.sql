-- act_list: the history of a complaint, in the order in which the acts happened, then were recorded.
--   $1 council   $2 complaint
SELECT number, kind, on_day, received_on, recorded_on, until_on, by_role, stage, form, channel, matter, anonymity, capacity,
       route, proposal, notice, role, ground, fact, agreed, child, points, findings, corrects, subject
FROM act
WHERE council = $1 AND complaint = $2
ORDER BY on_day, number;
