-- The people of a case. What has other readers than the case lies in a table of its own (decision 11).
-- suits: 0.1.0
--
-- The participant's row is written before the complaint's, hence the deferred keys: a new complaint would be
-- invisible to its maker otherwise (decision 9).

CREATE TABLE participant (
    council      uuid        NOT NULL,
    id           uuid        NOT NULL,
    complaint    uuid        NOT NULL,
    kind         text        NOT NULL CONSTRAINT participant_kind_known
                             CHECK (kind IN ('complainant', 'child', 'representative', 'staff', 'independent')),
    role         role_code   NOT NULL,
    stage        int         CONSTRAINT participant_stage_fits CHECK (stage BETWEEN 1 AND 3),
    person       uuid,       -- of the directory
    advocate     uuid,       -- of the register
    name         text        CONSTRAINT participant_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    capacity     capacity_code,
    relation     text        CONSTRAINT participant_relation_fits CHECK (char_length(relation) <= 200),
    relation_to_authority text CONSTRAINT participant_relation_to_authority_known CHECK (relation_to_authority IN (
                                 'none', 'officer', 'member', 'spouse_of_officer', 'spouse_of_member',
                                 'civil_partner_of_officer', 'civil_partner_of_member', 'counts_as_authority')),
    relation_to_case text    CONSTRAINT participant_relation_to_case_known CHECK (relation_to_case IN (
                                 'none', 'subject', 'line_manager_of_subject', 'stage1_handler', 'stage2_investigator',
                                 'stage2_independent_person')),
    under_18     boolean,
    may_withdraw boolean     NOT NULL DEFAULT false,
    from_on      date        NOT NULL,
    to_on        date,
    version      int         NOT NULL DEFAULT 1,
    check_result jsonb       CONSTRAINT participant_check_result_fits CHECK (jsonb_typeof(check_result) = 'object'),
    act          int,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT participant_key PRIMARY KEY (council, id),
    CONSTRAINT participant_ends_after_it_begins CHECK (from_on <= to_on),
    CONSTRAINT participant_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT participant_of_person FOREIGN KEY (council, person) REFERENCES person
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT participant_of_advocate FOREIGN KEY (council, advocate) REFERENCES advocate
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX participant_by_complaint ON participant (council, complaint);
CREATE INDEX participant_by_person ON participant (council, person) WHERE person IS NOT NULL;

ALTER TABLE complaint ADD CONSTRAINT complaint_handler_of_participant
    FOREIGN KEY (council, handler) REFERENCES participant DEFERRABLE INITIALLY DEFERRED;

-- Which token is which participant. `actor` is what the visitor's setting heard.actor says.
CREATE TABLE participant_identity (
    council     uuid NOT NULL,
    participant uuid NOT NULL,
    complaint   uuid NOT NULL,
    issuer      text NOT NULL CONSTRAINT participant_identity_issuer_fits CHECK (char_length(issuer) BETWEEN 1 AND 400),
    subject     text NOT NULL CONSTRAINT participant_identity_subject_fits CHECK (char_length(subject) BETWEEN 1 AND 400),
    actor       text NOT NULL GENERATED ALWAYS AS (issuer || '|' || subject) STORED,
    CONSTRAINT participant_identity_key PRIMARY KEY (council, participant),
    CONSTRAINT participant_identity_of_participant FOREIGN KEY (council, participant) REFERENCES participant ON DELETE CASCADE,
    CONSTRAINT participant_identity_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX participant_identity_by_actor ON participant_identity (council, actor);
CREATE INDEX participant_identity_by_complaint ON participant_identity (council, complaint);

CREATE TABLE participant_contact (
    council     uuid  NOT NULL,
    participant uuid  NOT NULL,
    complaint   uuid  NOT NULL,
    email       text  CONSTRAINT participant_contact_email_fits CHECK (char_length(email) <= 320),
    telephone   text  CONSTRAINT participant_contact_telephone_fits CHECK (char_length(telephone) <= 50),
    address     text  CONSTRAINT participant_contact_address_fits CHECK (char_length(address) <= 1000),
    born_on     date,
    preferred   text  CONSTRAINT participant_contact_preferred_known
                      CHECK (preferred IN ('email', 'phone', 'letter', 'in_person', 'app')),
    CONSTRAINT participant_contact_key PRIMARY KEY (council, participant),
    CONSTRAINT participant_contact_of_participant FOREIGN KEY (council, participant) REFERENCES participant ON DELETE CASCADE,
    CONSTRAINT participant_contact_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX participant_contact_by_complaint ON participant_contact (council, complaint);

-- A fear of reprisal: read by the complaints manager and by the person who said so, by nobody else.
CREATE TABLE reprisal_concern (
    council     uuid        NOT NULL,
    complaint   uuid        NOT NULL,
    raised      boolean     NOT NULL,
    words       text        CONSTRAINT reprisal_concern_words_fits CHECK (char_length(words) <= 5000),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    recorded_by text        NOT NULL, -- the actor, issuer|subject
    CONSTRAINT reprisal_concern_key PRIMARY KEY (council, complaint),
    CONSTRAINT reprisal_concern_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- Help by an advocate: offered, asked for, found, appointed with the five declarations (ADV3), ended (s.26A, ADV5).
CREATE TABLE advocacy (
    council       uuid        NOT NULL,
    id            uuid        NOT NULL,
    complaint     uuid        NOT NULL,
    stage         int         CONSTRAINT advocacy_stage_fits CHECK (stage BETWEEN 1 AND 3),
    status        text        NOT NULL CONSTRAINT advocacy_status_known
                              CHECK (status IN ('offered', 'asked', 'accepted', 'declined', 'appointed', 'ended')),
    offered_on    date,
    asked_on      date,
    asked_by      role_code,
    answered_on   date,
    answer        text        CONSTRAINT advocacy_answer_fits CHECK (char_length(answer) <= 2000),
    provider      text        CONSTRAINT advocacy_provider_fits CHECK (char_length(provider) <= 200),
    advocate      uuid,
    participant   uuid,
    self_arranged boolean     NOT NULL DEFAULT false, -- T12b: found by the child or by the advocate
    appointed_on  date,
    declarations  jsonb       CONSTRAINT advocacy_declarations_fits CHECK (jsonb_typeof(declarations) = 'object'), -- ADV3
    shares        text[]      NOT NULL DEFAULT '{}', -- what the child agrees to share
    ended_on      date,
    ended_reason  text        CONSTRAINT advocacy_ended_reason_fits CHECK (char_length(ended_reason) <= 2000),
    act           int,
    version       int         NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT advocacy_key PRIMARY KEY (council, id),
    CONSTRAINT advocacy_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT advocacy_of_advocate FOREIGN KEY (council, advocate) REFERENCES advocate ON DELETE CASCADE,
    CONSTRAINT advocacy_of_participant FOREIGN KEY (council, participant) REFERENCES participant ON DELETE CASCADE
);
CREATE INDEX advocacy_by_complaint ON advocacy (council, complaint);
