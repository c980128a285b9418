-- The directory of staff and independent people, and the register of advocates (rulebook 2, ADV5).
-- suits: 0.1.0

CREATE TABLE person (
    council     uuid        NOT NULL CONSTRAINT person_of_council REFERENCES council ON DELETE CASCADE,
    id          uuid        NOT NULL,
    name        text        NOT NULL CONSTRAINT person_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    job_title   text        CONSTRAINT person_job_title_fits CHECK (char_length(job_title) BETWEEN 1 AND 200),
    employer    text        CONSTRAINT person_employer_fits CHECK (char_length(employer) BETWEEN 1 AND 200),
    team        text        CONSTRAINT person_team_fits CHECK (char_length(team) BETWEEN 1 AND 200),
    contact     jsonb       CONSTRAINT person_contact_fits CHECK (jsonb_typeof(contact) = 'object'),
    roles       text[]      NOT NULL DEFAULT '{}', -- may be appointed as
    -- what the independence check reads (reg. 2(1)); a company that runs the service is the authority: rulebook 2
    relation_to_authority text NOT NULL DEFAULT 'officer' CONSTRAINT person_relation_to_authority_known
                            CHECK (relation_to_authority IN ('none', 'officer', 'member', 'spouse_of_officer', 'spouse_of_member',
                                'civil_partner_of_officer', 'civil_partner_of_member')),
    checks      jsonb       NOT NULL DEFAULT '[]' CONSTRAINT person_checks_fits CHECK (jsonb_typeof(checks) = 'array'),
    issuer      text        CONSTRAINT person_issuer_fits CHECK (char_length(issuer) BETWEEN 1 AND 255),
    subject     text        CONSTRAINT person_subject_fits CHECK (char_length(subject) BETWEEN 1 AND 255),
    available   boolean     NOT NULL DEFAULT true,
    version     int         NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT person_key PRIMARY KEY (council, id),
    CONSTRAINT person_identity_unique UNIQUE (council, issuer, subject),
    CONSTRAINT person_identity_is_whole CHECK ((issuer IS NULL) = (subject IS NULL)),
    CONSTRAINT person_roles_known CHECK (roles <@ ARRAY['complaints_manager', 'intake_officer', 'stage1_handler',
        'stage2_investigator', 'stage2_independent_person', 'adjudicating_officer', 'panel_chair', 'panel_member',
        'panel_clerk', 'director', 'iro', 'auditor_reader'])
);
CREATE INDEX person_by_name ON person (council, name, id);

CREATE TABLE advocate (
    council          uuid        NOT NULL CONSTRAINT advocate_of_council REFERENCES council ON DELETE CASCADE,
    id               uuid        NOT NULL,
    name             text        NOT NULL CONSTRAINT advocate_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    provider         text        CONSTRAINT advocate_provider_fits CHECK (char_length(provider) BETWEEN 1 AND 200),
    default_provider boolean     NOT NULL DEFAULT false, -- the council's own arrangements, s.26A: first in every list
    contact          jsonb       CONSTRAINT advocate_contact_fits CHECK (jsonb_typeof(contact) = 'object'),
    languages        text[]      NOT NULL DEFAULT '{}',
    areas            text[]      NOT NULL DEFAULT '{}',
    issuer           text        CONSTRAINT advocate_issuer_fits CHECK (char_length(issuer) BETWEEN 1 AND 255),
    subject          text        CONSTRAINT advocate_subject_fits CHECK (char_length(subject) BETWEEN 1 AND 255),
    available        boolean     NOT NULL DEFAULT true,
    version          int         NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT advocate_key PRIMARY KEY (council, id),
    CONSTRAINT advocate_identity_unique UNIQUE (council, issuer, subject),
    CONSTRAINT advocate_identity_is_whole CHECK ((issuer IS NULL) = (subject IS NULL))
);
CREATE INDEX advocate_by_name ON advocate (council, default_provider DESC, name, id);
