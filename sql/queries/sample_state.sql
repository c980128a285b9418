-- sample_state: how far a council's sample complaints have come: how many there are, and whether the last one is.
--   $1 council   $2 external id of the last one
SELECT count(*), coalesce(bool_or(external_id = $2), false) FROM complaint WHERE council = $1;
