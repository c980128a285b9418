-- participant_checked: the result of a check that had been pending.
--   $1 council   $2 participant   $3 check
UPDATE participant SET check_result = $3, version = version + 1, updated_at = now() WHERE council = $1 AND id = $2;
