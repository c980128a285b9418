-- complaint_handler_set: who handles the present stage.
--   $1 council   $2 complaint   $3 participant
UPDATE complaint SET handler = $3 WHERE council = $1 AND id = $2;
