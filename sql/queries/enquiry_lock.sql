-- enquiry_lock: the version of an enquiry that is about to be amended.
--   $1 council   $2 enquiry
SELECT version FROM enquiry WHERE council = $1 AND id = $2 FOR UPDATE;
