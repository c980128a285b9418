-- reprisal_concern_add: a fear of being treated worse for complaining, kept apart from the complaint.
--   $1 council   $2 complaint   $3 raised   $4 words   $5 actor
INSERT INTO reprisal_concern (council, complaint, raised, words, recorded_by) VALUES ($1, $2, $3, $4, $5);
