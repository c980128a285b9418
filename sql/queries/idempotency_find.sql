-- idempotency_find: the answer that was kept for this key, while it is kept.
--   $1 council   $2 caller   $3 path   $4 hash of the key
SELECT fingerprint, complaint, status, headers::text AS headers, encode(sealed_body, 'hex') AS sealed_body,
       (complaint IS NULL OR EXISTS (SELECT FROM complaint AS c
                                     WHERE c.council = i.council AND c.id = i.complaint)) AS seen
FROM idempotency AS i
WHERE council = $1 AND caller = $2 AND path = $3 AND key_hash = $4 AND expires_at > now();
