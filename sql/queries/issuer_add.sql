-- issuer_add: trust an issuer's tokens for a council.   refuses: issuer_key, issuer_keys_come_from_one_place
--   $1 council   $2 issuer   $3 audience   $4 address of its keys   $5 file of its keys
INSERT INTO issuer (council, issuer, audience, jwks_url, jwks_file) VALUES ($1, $2, $3, $4, $5);
