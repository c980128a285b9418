-- notice_response: the council's answer to stage 1 as it is drafted.
--   $1 council   $2 complaint
SELECT text, actions::text FROM response WHERE council = $1 AND complaint = $2 AND stage = 1;
