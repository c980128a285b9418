-- complaint_lock_add: what acts on the complaint will be held against each other by.
--   $1 council   $2 complaint
INSERT INTO complaint_lock (council, complaint) VALUES ($1, $2);
