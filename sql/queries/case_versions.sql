-- case_versions: the newest policy of the council and the newest calendar.
--   $1 council
SELECT (SELECT max(version) FROM policy WHERE council = $1) AS policy_version,
       (SELECT max(version) FROM calendar_version) AS calendar_version;
