-- case_version: the version of a complaint that the caller may know of.
--   $1 council   $2 complaint
SELECT version FROM complaint WHERE council = $1 AND id = $2;
