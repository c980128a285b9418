-- commit: keep what the transaction wrote; deferred keys are checked now.
COMMIT;
