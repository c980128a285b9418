-- What a council publishes and what binds it (rulebook 4): effective-dated, never changed, only followed by another.
-- suits: 0.1.0

CREATE TABLE policy (
    council        uuid        NOT NULL CONSTRAINT policy_of_council REFERENCES council ON DELETE CASCADE,
    version        int         NOT NULL CONSTRAINT policy_version_fits CHECK (version > 0),
    name           text        CONSTRAINT policy_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    effective_from date        NOT NULL,
    published      jsonb       NOT NULL CONSTRAINT policy_published_fits CHECK (jsonb_typeof(published) = 'object'),
    effective      jsonb       NOT NULL CONSTRAINT policy_effective_fits CHECK (jsonb_typeof(effective) = 'object'),
    warnings       jsonb       NOT NULL DEFAULT '[]' CONSTRAINT policy_warnings_fits CHECK (jsonb_typeof(warnings) = 'array'),
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    recorded_by    text        NOT NULL,
    CONSTRAINT policy_key PRIMARY KEY (council, version)
);
