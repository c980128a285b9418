-- tenant_find: the council that a token or a query names, before any tenant is known (decision 13).
--   $1 slug or id
SELECT id, slug, code, name, sandbox, test_day FROM council_find($1);
