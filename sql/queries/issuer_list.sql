-- issuer_list: whose tokens are trusted, and for which council; before any tenant is known (decision 13).
SELECT issuer, audience, coalesce(jwks_url, jwks_file) AS jwks, slug, council FROM issuer_list();
