-- sandbox_sweep: forget some of the sandboxes whose time is over.
--   $1 how many at most
SELECT sandbox_sweep($1);
