-- What `heard migrate` has done to this database, and from which release on a service can work with it.
-- suits: 0.1.0
--
-- Every migration names in its head the oldest release that works with the schema that it leaves behind
-- (expand first, contract a release later), so that a rolling upgrade loses no request.
CREATE TABLE schema_migration (
    number      int         CONSTRAINT schema_migration_key PRIMARY KEY,
    name        text        NOT NULL,
    sha256      text        NOT NULL CONSTRAINT schema_migration_sha256_fits CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    applied_at  timestamptz NOT NULL DEFAULT now(),
    min_release text        NOT NULL
);
