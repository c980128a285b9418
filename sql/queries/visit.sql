-- visit: tell the transaction who asks; row policies go by it.
--   $1 council   $2 actor, issuer|subject   $3 role codes, with commas   $4 `council` or `cases`
--   $5 the one complaint that the token opens, or nothing
SELECT set_config('heard.council', $1, true), set_config('heard.actor', $2, true),
       set_config('heard.roles', $3, true), set_config('heard.reach', $4, true),
       set_config('heard.complaint', $5, true);
