-- test_clock_show: the day of a sandbox council, and the instant that it was set for, where it was set for one.
--   $1 council
SELECT test_day AS today, test_at AS now FROM council WHERE id = $1 AND sandbox;
