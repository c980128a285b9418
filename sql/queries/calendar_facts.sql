-- calendar_facts: which calendar is the newest, where it comes from, and what it knows.
SELECT version, source, make_date(first_year, 1, 1) AS known_from, make_date(last_year, 12, 31) AS known_to
FROM calendar_version
ORDER BY version DESC
LIMIT 1;
