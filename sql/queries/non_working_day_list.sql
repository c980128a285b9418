-- non_working_day_list: the holidays of the newest calendar, in order.
--   $1, $2 from this day to that one; none: as far as it is known
SELECT on_day AS "date", name
FROM non_working_day
WHERE version = (SELECT max(version) FROM calendar_version)
  AND ($1::date IS NULL OR on_day >= $1)
  AND ($2::date IS NULL OR on_day <= $2)
ORDER BY on_day;
