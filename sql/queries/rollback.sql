-- rollback: forget what the transaction wrote.
ROLLBACK;
