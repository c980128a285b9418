-- case_project: what now follows from the acts, written beside them so that lists are fast.
--   $1 council   $2 complaint   $3 status   $4, $5 the day that brings the next status, and it   $6, $7 the one after
--   $8 phase   $9 outcome   $10 procedure   $11 capacity   $12 form   $13 received on   $14 grounds arose on
--   $15 kind, $16 stage, $17 day of the next deadline   $18 acts   $19 events   $20 version   $21 withdrawal pending
--   $22 is a point stopped (R8)
UPDATE complaint
SET status = $3, status_2_from = $4, status_2 = $5, status_3_from = $6, status_3 = $7, phase = $8, outcome = $9,
    procedure = $10, capacity = $11, form = $12, received_on = $13, grounds_arose_on = $14,
    next_deadline_kind = $15::text, next_deadline_stage = $16, next_deadline_due_on = $17,
    next_deadline_id = (SELECT id FROM deadline
                        WHERE council = $1 AND complaint = $2 AND kind = $15::text AND stage = $16),
    acts = $18, events = $19, version = $20, withdrawal_pending = $21, any_point_stopped = $22,
    updated_at = now()
WHERE council = $1 AND id = $2;
