-- test_clock_set: move a sandbox's clock. No row when that would be back.
--   $1 council   $2 day   $3 instant
UPDATE council SET test_day = $2, test_at = $3 WHERE id = $1 AND sandbox AND test_day <= $2;
