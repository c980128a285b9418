-- idempotency_keep: keep the answer for who sends the same request again; one whose days are over gives way.
--   $1 council   $2 caller   $3 path   $4 hash of the key   $5 fingerprint   $6 complaint or null   $7 status
--   $8 headers   $9 body, sealed, in hexadecimal   $10 days
INSERT INTO idempotency (council, caller, path, key_hash, fingerprint, complaint, status, headers, sealed_body, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, decode($9, 'hex'), now() + $10::int * interval '1 day')
ON CONFLICT ON CONSTRAINT idempotency_key DO UPDATE
SET fingerprint = excluded.fingerprint, complaint = excluded.complaint, status = excluded.status,
    headers = excluded.headers, sealed_body = excluded.sealed_body, created_at = now(), expires_at = excluded.expires_at;
