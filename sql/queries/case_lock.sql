-- case_lock: hold the complaint against every other act on it until the transaction ends (decision 8).
--   $1 council   $2 complaint
SELECT complaint FROM complaint_lock WHERE council = $1 AND complaint = $2 FOR UPDATE;
