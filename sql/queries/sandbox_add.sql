-- sandbox_add: make a council to try things out in, which expires.   refuses: council_slug_unique, council_code_unique
--   $1 id   $2 slug   $3 code   $4 name   $5 its day   $6 expires at
SELECT sandbox_add($1, $2, $3, $4, $5, NULL, $6);
