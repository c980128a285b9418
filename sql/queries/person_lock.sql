-- person_lock: the version of an entry that is about to be amended.
--   $1 council   $2 person
SELECT version FROM person WHERE council = $1 AND id = $2 FOR UPDATE;
