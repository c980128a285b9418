-- idempotency_sweep: forget some of the answers whose days are over, whoever's they are.
--   $1 how many at most
SELECT idempotency_sweep($1);
