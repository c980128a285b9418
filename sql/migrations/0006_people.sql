-- The directory of staff and independent people, and the register of advocates (rulebook 2, ADV5).
-- suits: 0.1.0

CREATE TABLE person (
    council             uuid        NOT NULL CONSTRAINT person_of_council REFERENCES council ON DELETE CASCADE,
    id                  uuid        NOT NULL,
    kind                text        NOT NULL CONSTRAINT person_kind_known CHECK (kind IN ('staff', 'independent')),
    name                text        NOT NULL CONSTRAINT person_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    job_title           text        CONSTRAINT person_job_title_fits CHECK (char_length(job_title) <= 200),
    roles               text[]      NOT NULL DEFAULT '{}',
    employer            text        CONSTRAINT person_employer_fits CHECK (char_length(employer) <= 200),
    team                text        CONSTRAINT person_team_fits CHECK (char_length(team) <= 200),
    counts_as_authority boolean     NOT NULL DEFAULT false, -- a company that runs the service: rulebook 2
    email               text        CONSTRAINT person_email_fits CHECK (char_length(email) <= 320),
    telephone           text        CONSTRAINT person_telephone_fits CHECK (char_length(telephone) <= 50),
    availability        text        CONSTRAINT person_availability_fits CHECK (char_length(availability) <= 1000),
    checks              jsonb       NOT NULL DEFAULT '[]',
    issuer              text        CONSTRAINT person_issuer_fits CHECK (char_length(issuer) <= 400),
    subject             text        CONSTRAINT person_subject_fits CHECK (char_length(subject) <= 400),
    active              boolean     NOT NULL DEFAULT true,
    version             int         NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT person_key PRIMARY KEY (council, id),
    CONSTRAINT person_identity_unique UNIQUE (council, issuer, subject),
    CONSTRAINT person_identity_is_whole CHECK ((issuer IS NULL) = (subject IS NULL)),
    CONSTRAINT person_roles_known CHECK (roles <@ ARRAY['complaints_manager', 'intake_officer', 'stage1_handler',
        'stage2_investigator', 'stage2_independent_person', 'adjudicating_officer', 'panel_chair', 'panel_member',
        'panel_clerk', 'director', 'iro', 'auditor_reader'])
);

CREATE TABLE advocate (
    council          uuid        NOT NULL CONSTRAINT advocate_of_council REFERENCES council ON DELETE CASCADE,
    id               uuid        NOT NULL,
    name             text        CONSTRAINT advocate_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    provider         text        NOT NULL CONSTRAINT advocate_provider_fits CHECK (char_length(provider) BETWEEN 1 AND 200),
    default_provider boolean     NOT NULL DEFAULT false, -- the council's own arrangements, s.26A: first in every list
    email            text        CONSTRAINT advocate_email_fits CHECK (char_length(email) <= 320),
    telephone        text        CONSTRAINT advocate_telephone_fits CHECK (char_length(telephone) <= 50),
    languages        text[]      NOT NULL DEFAULT '{}',
    areas            text[]      NOT NULL DEFAULT '{}',
    availability     text        CONSTRAINT advocate_availability_fits CHECK (char_length(availability) <= 1000),
    active           boolean     NOT NULL DEFAULT true,
    version          int         NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT advocate_key PRIMARY KEY (council, id)
);
