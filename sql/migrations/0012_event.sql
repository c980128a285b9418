-- What subscribers are told: ids, codes and dates, numbered per complaint, written in the transaction of the act.
-- suits: 0.1.0

CREATE TABLE event (
    council           uuid        NOT NULL,
    complaint         uuid        NOT NULL,
    number            int         NOT NULL CONSTRAINT event_number_fits CHECK (number > 0),
    id                uuid        NOT NULL,
    type              text        NOT NULL CONSTRAINT event_type_fits CHECK (type ~ '^[a-z_]+\.[a-z_]+$'),
    stage             int         CONSTRAINT event_stage_fits CHECK (stage BETWEEN 0 AND 3),
    resource_type     text        CONSTRAINT event_resource_type_fits CHECK (resource_type ~ '^[a-z_]+$'),
    resource_id       uuid,
    reason_code       text        CONSTRAINT event_reason_code_fits CHECK (reason_code ~ '^[a-zA-Z0-9_]+$'),
    data              jsonb       NOT NULL DEFAULT '{}' CONSTRAINT event_data_fits CHECK (jsonb_typeof(data) = 'object'),
    complaint_version int         NOT NULL,
    occurred_on       date        NOT NULL,
    occurred_at       timestamptz,
    recorded_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT event_key PRIMARY KEY (council, complaint, number),
    CONSTRAINT event_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);

-- Answers kept for the holder of an Idempotency-Key: only its hash is here, and the body is encrypted under it.
CREATE TABLE idempotency (
    council     uuid        NOT NULL CONSTRAINT idempotency_of_council REFERENCES council ON DELETE CASCADE,
    caller      text        NOT NULL, -- the actor, issuer|subject
    path        text        NOT NULL CONSTRAINT idempotency_path_fits CHECK (char_length(path) <= 2000),
    key_hash    text        NOT NULL CONSTRAINT idempotency_key_hash_fits CHECK (key_hash ~ '^[0-9a-f]{64}$'),
    fingerprint text        NOT NULL CONSTRAINT idempotency_fingerprint_fits CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    complaint   uuid,       -- whose case the answer shows: a replay asks again whether the caller may see it
    status      int         NOT NULL CONSTRAINT idempotency_status_fits CHECK (status BETWEEN 200 AND 599),
    headers     jsonb       NOT NULL DEFAULT '{}',
    sealed_body bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL DEFAULT now() + interval '7 days',
    CONSTRAINT idempotency_key PRIMARY KEY (council, caller, path, key_hash)
);
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);
