-- point_list: the points of a complaint, in order.
--   $1 council   $2 complaint
SELECT id, number, own_words, agreed_text, function, team, about,
       CASE WHEN num_nonnulls(period_from, period_to) > 0
            THEN jsonb_build_object('from', period_from, 'to', period_to) END AS period,
       desired_outcome, procedure, other_body AS body, status, result, added_at_stage, added_on,
       version AS _version, format('"%s"', version) AS etag
FROM point
WHERE council = $1 AND complaint = $2
ORDER BY number;
