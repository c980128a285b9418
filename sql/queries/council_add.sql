-- council_add: make a council (`heard council add`).   refuses: council_slug_unique, council_code_unique
--   $1 id   $2 slug   $3 code   $4 name   $5 sandbox   $6 its own day, for a sandbox
INSERT INTO council (id, slug, code, name, sandbox, test_day, test_at)
VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $5 THEN now() END);
