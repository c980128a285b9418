-- idempotency_lock: be the only one to answer this key until the transaction ends; false when somebody else is.
--   $1 council, caller, path and hash of the key, with line ends between them
SELECT pg_try_advisory_xact_lock(hashtextextended($1, 4791)) AS mine;
