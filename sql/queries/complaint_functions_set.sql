-- complaint_functions_set: which functions the complaint is about, as it was classified (T3).
--   $1 council   $2 complaint   $3 functions
UPDATE complaint SET functions = $3 WHERE council = $1 AND id = $2;
