-- dispatch_add: the dispatch as it was recorded.   refuses: dispatch_notice_unique
--   $1 council   $2 id   $3 complaint   $4 notice   $5 sent on   $6 channel   $7 addressees   $8 evidence
--   $9 second person   $10 act   $11 recorded by
INSERT INTO dispatch (council, id, complaint, notice, sent_on, channel, to_participants, evidence, second_person, act,
                      recorded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
