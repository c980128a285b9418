-- act_add: record what happened.   refuses: act_key when two acts were recorded at once
--   $1 council   $2 complaint   $3 number   $4 kind   $5 day   $6 received on   $7 recorded on   $8 the date it names
--   $9 role   $10 stage   $11 form   $12 channel   $13 matter   $14 anonymity   $15 capacity   $16 route   $17 proposal
--   $18 notice   $19 role taken   $20 ground   $21 fact   $22 agreed   $23 child   $24 points   $25 findings
--   $26 act put right   $27 row with the words   $28 actor
INSERT INTO act (council, complaint, number, kind, on_day, received_on, recorded_on, until_on, by_role, stage, form, channel,
                 matter, anonymity, capacity, route, proposal, notice, role, ground, fact, agreed, child, points, findings,
                 corrects, subject, recorded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
        $26, $27, $28);
