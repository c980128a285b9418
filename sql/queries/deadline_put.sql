-- deadline_put: the clocks of a complaint as its acts now make them, and as the days to come will; a moved one keeps where
-- it was. One of which nothing is left is over; one that was yet to come never comes.
--   $1 council   $2 complaint   $3 ids for new ones   $4 kinds   $5 stages   $6 states   $7 starts   $8 start events
--   $9 numbers of the acts that started them   $10 working days   $11 statutory, $12 policy, $13 due days   $14 ceilings
--   $15 met on   $16 ended on   $17 extended   $18 recorded late   $19 the days that bring them   $20 the days that end
--   them   $21 their states from then on   $22 the council's day   $23 why they move
WITH gone AS (
    UPDATE deadline
    SET state = CASE WHEN ended_on IS NULL THEN 'cancelled' ELSE state END, ended_on = coalesce(ended_on, $22::date),
        from_on = CASE WHEN from_on > $22::date THEN DATE 'infinity' ELSE from_on END, turns_on = NULL, turned_state = NULL,
        updated_at = now()
    WHERE council = $1 AND complaint = $2 AND (ended_on IS NULL OR from_on > $22::date)
      AND (kind::text, stage) NOT IN (SELECT * FROM unnest($4::text[], $5::int[]))
)
INSERT INTO deadline AS old (council, id, complaint, kind, stage, state, starts_on, start_event, started_by_act, working_days,
                             statutory_due_on, policy_due_on, due_on, ceiling_on, met_on, ended_on, extended, recorded_late,
                             from_on, turns_on, turned_state)
SELECT $1, new.id, $2, new.kind, new.stage, new.state, new.starts_on, new.start_event, new.started_by_act, new.working_days,
       new.statutory_due_on, new.policy_due_on, new.due_on, new.ceiling_on, new.met_on, new.ended_on, new.extended,
       new.recorded_late, new.from_on, new.turns_on, new.turned_state
FROM unnest($3::uuid[], $4::text[], $5::int[], $6::text[], $7::date[], $8::text[], $9::int[], $10::int[], $11::date[],
            $12::date[], $13::date[], $14::date[], $15::date[], $16::date[], $17::boolean[], $18::boolean[], $19::date[],
            $20::date[], $21::text[])
     AS new (id, kind, stage, state, starts_on, start_event, started_by_act, working_days, statutory_due_on, policy_due_on,
             due_on, ceiling_on, met_on, ended_on, extended, recorded_late, from_on, turns_on, turned_state)
ON CONFLICT (council, complaint, kind, stage) DO UPDATE
SET state = excluded.state, starts_on = excluded.starts_on, start_event = excluded.start_event,
    started_by_act = excluded.started_by_act, working_days = excluded.working_days,
    statutory_due_on = excluded.statutory_due_on, policy_due_on = excluded.policy_due_on, due_on = excluded.due_on,
    ceiling_on = excluded.ceiling_on, met_on = excluded.met_on, ended_on = excluded.ended_on, extended = excluded.extended,
    recorded_late = excluded.recorded_late, from_on = excluded.from_on, turns_on = excluded.turns_on,
    turned_state = excluded.turned_state, updated_at = now(),
    moves = CASE WHEN old.due_on IS DISTINCT FROM excluded.due_on AND (old.from_on IS NULL OR old.from_on <= $22::date)
                 THEN old.moves || jsonb_build_object('at', $22::date, 'from', old.due_on, 'to', excluded.due_on,
                                                      'cause', $23::text)
                 ELSE old.moves END
WHERE (old.state, old.starts_on, old.statutory_due_on, old.policy_due_on, old.due_on, old.ceiling_on, old.met_on,
       old.ended_on, old.extended, old.recorded_late, old.from_on, old.turns_on, old.turned_state)
      IS DISTINCT FROM (excluded.state, excluded.starts_on, excluded.statutory_due_on, excluded.policy_due_on,
                        excluded.due_on, excluded.ceiling_on, excluded.met_on, excluded.ended_on, excluded.extended,
                        excluded.recorded_late, excluded.from_on, excluded.turns_on, excluded.turned_state);
