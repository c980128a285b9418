-- The councils, and whose tokens they trust. Every other key of councils' data begins with the council.
-- suits: 0.1.0

CREATE TABLE council (
    id         uuid        CONSTRAINT council_key PRIMARY KEY,
    slug       text        NOT NULL CONSTRAINT council_slug_unique UNIQUE
                           CONSTRAINT council_slug_fits CHECK (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
    code       text        NOT NULL CONSTRAINT council_code_unique UNIQUE
                           CONSTRAINT council_code_fits CHECK (code ~ '^[A-Z]{3}$'),
    name       text        NOT NULL CONSTRAINT council_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    sandbox    boolean     NOT NULL DEFAULT false,
    test_day   date,       -- a sandbox's own day: the legal dates of its complaints, never tokens or retries
    test_at    timestamptz, -- the instant that its day was set for
    expires_at timestamptz,
    settings   jsonb       NOT NULL DEFAULT '{}'
                           CONSTRAINT council_settings_fits CHECK (jsonb_typeof(settings) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT council_test_clock_is_a_sandboxs CHECK (sandbox = (test_day IS NOT NULL)),
    CONSTRAINT council_expires_when_a_sandbox CHECK (sandbox OR expires_at IS NULL)
);

-- Who may mint tokens for a council: the operator's data, read before the tenant is known (issuer_list).
CREATE TABLE issuer (
    council   uuid NOT NULL CONSTRAINT issuer_of_council REFERENCES council ON DELETE CASCADE,
    issuer    text NOT NULL CONSTRAINT issuer_issuer_fits CHECK (char_length(issuer) BETWEEN 1 AND 400),
    audience  text NOT NULL DEFAULT 'heard' CONSTRAINT issuer_audience_fits CHECK (char_length(audience) BETWEEN 1 AND 400),
    jwks_url  text CONSTRAINT issuer_jwks_url_fits CHECK (jwks_url ~ '^https?://'),
    jwks_file text CONSTRAINT issuer_jwks_file_fits CHECK (jwks_file ~ '^/'),
    CONSTRAINT issuer_key PRIMARY KEY (council, issuer),
    CONSTRAINT issuer_keys_come_from_one_place CHECK (num_nonnulls(jwks_url, jwks_file) = 1)
);
