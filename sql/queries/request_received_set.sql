-- request_received_set: the day on which a request reached the council, put right by two persons; the act keeps what was
-- recorded.
--   $1 council   $2 complaint   $3 request   $4 the right day
UPDATE request SET received_on = $4 WHERE council = $1 AND complaint = $2 AND id = $3;
