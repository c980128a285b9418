-- calendar_days: the newest version of the national calendar; a day's `added_on` is none when it was known from the start.
SELECT newest.version, newest.first_year, newest.last_year, newest.source, day.on_day, day.name,
       CASE WHEN first.version > 1 THEN first.known_on END AS added_on
FROM (SELECT version, first_year, last_year, source FROM calendar_version ORDER BY version DESC LIMIT 1) AS newest
LEFT JOIN non_working_day AS day ON day.version = newest.version
LEFT JOIN LATERAL (SELECT calendar_version.version, calendar_version.known_on
                   FROM non_working_day AS known JOIN calendar_version ON calendar_version.version = known.version
                   WHERE known.on_day = day.on_day
                   ORDER BY calendar_version.version LIMIT 1) AS first ON true
ORDER BY day.on_day;
