-- calendar_add: a newer version of the national calendar.   refuses: calendar_version_key when two came at once
--   $1 version   $2 source   $3 first year   $4 last year   $5 days   $6 their names
--   $7 since when its new days are known
WITH added AS (
    INSERT INTO calendar_version (version, source, first_year, last_year, known_on) VALUES ($1, $2, $3, $4, $7) RETURNING version
)
INSERT INTO non_working_day (version, on_day, name)
SELECT added.version, day.on_day, day.name
FROM added, unnest($5::date[], $6::text[]) AS day (on_day, name);
