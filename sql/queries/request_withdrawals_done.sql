-- request_withdrawals_done: what was withdrawn is withdrawn: its confirmation exists (T34, invariant 12).
--   $1 council   $2 complaint
UPDATE request SET status = 'done' WHERE council = $1 AND complaint = $2 AND kind = 'withdraw' AND status = 'open';
