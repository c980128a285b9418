-- A complaint: its facts, and the projections of its acts that make lists fast.
-- suits: 0.1.0
--
-- Status, phase, outcome and the next deadline follow from the acts alone and are written in the act's transaction.
-- What the day alone will bring (T10, T29, overdue) is not written by anybody: status_2 holds from status_2_from on,
-- status_3 from status_3_from on, and every reader brings the council's day as a parameter (invariant 23).

CREATE TABLE complaint (
    council               uuid              NOT NULL CONSTRAINT complaint_of_council REFERENCES council ON DELETE CASCADE,
    id                    uuid              NOT NULL,
    reference             text              NOT NULL
                                            CONSTRAINT complaint_reference_fits CHECK (reference ~ '^[A-Z]{3}-[0-9]{2}-[0-9A-Z]{6}-[0-9A-Z]$'),
    version               int               NOT NULL DEFAULT 1, -- counts the acts; If-Match compares it
    kind                  kind_code         NOT NULL DEFAULT 'complaint',
    form                  form_code         NOT NULL,
    channel               channel_code      NOT NULL,
    anonymity             anonymity_code    NOT NULL DEFAULT 'named',
    capacity              capacity_code,    -- rulebook 1.1; none until somebody has classified
    functions             text[]            NOT NULL DEFAULT '{}'
                                            CONSTRAINT complaint_functions_known CHECK (functions <@ ARRAY['part3', 'part4_5',
                                                'adoption', 'special_guardianship', 'fostering_limits']),
    procedure             route_code        NOT NULL DEFAULT 'undecided',
    status                status_code       NOT NULL DEFAULT 'received',
    status_2_from         date,
    status_2              status_code,
    status_3_from         date,
    status_3              status_code,
    phase                 phase_code        NOT NULL DEFAULT 'intake',
    outcome               outcome_code,
    withdrawal_pending    boolean           NOT NULL DEFAULT false, -- asked for, not yet confirmed (invariant 12)
    received_on           date              NOT NULL,
    received_at           timestamptz       NOT NULL,
    written_at            timestamptz,      -- the device's time of an offline client; starts no clock
    grounds_arose_on      date,
    became_aware_on       date,
    own_words             text              NOT NULL
                                            CONSTRAINT complaint_own_words_fits CHECK (char_length(own_words) BETWEEN 1 AND 50000),
    summary               text              CONSTRAINT complaint_summary_fits CHECK (char_length(summary) <= 500),
    service_code          text              CONSTRAINT complaint_service_code_fits CHECK (char_length(service_code) <= 64),
    service_name          text              CONSTRAINT complaint_service_name_fits CHECK (char_length(service_name) <= 200),
    language              text              NOT NULL DEFAULT 'en'
                                            CONSTRAINT complaint_language_fits CHECK (language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
    accessibility         jsonb             NOT NULL DEFAULT '{}'
                                            CONSTRAINT complaint_accessibility_fits CHECK (jsonb_typeof(accessibility) = 'object'),
    desired_outcomes      jsonb             NOT NULL DEFAULT '[]'
                                            CONSTRAINT complaint_desired_outcomes_fits CHECK (jsonb_typeof(desired_outcomes) = 'array'),
    tags                  text[]            NOT NULL DEFAULT '{}',
    external_id           text              CONSTRAINT complaint_external_id_fits CHECK (char_length(external_id) BETWEEN 1 AND 128),
    client_id             text              CONSTRAINT complaint_client_id_fits CHECK (char_length(client_id) BETWEEN 1 AND 400),
    handler               uuid,             -- the participant who handles the present stage
    next_deadline_id      uuid,
    next_deadline_kind    limit_code,
    next_deadline_stage   int,
    next_deadline_due_on  date,
    acts                  int               NOT NULL DEFAULT 0,
    events                int               NOT NULL DEFAULT 0,
    created_at            timestamptz       NOT NULL DEFAULT now(),
    updated_at            timestamptz       NOT NULL DEFAULT now(),
    words                 tsvector          NOT NULL GENERATED ALWAYS AS
                                            (to_tsvector('english', coalesce(summary, '') || ' ' || own_words)) STORED,
    CONSTRAINT complaint_key PRIMARY KEY (council, id),
    CONSTRAINT complaint_reference_unique UNIQUE (council, reference),
    CONSTRAINT complaint_external_id_unique UNIQUE (council, client_id, external_id),
    CONSTRAINT complaint_turns_are_whole CHECK (
        (status_2_from IS NULL) = (status_2 IS NULL) AND (status_3_from IS NULL) = (status_3 IS NULL)
        AND (status_2 IS NOT NULL OR status_3 IS NULL)),
    CONSTRAINT complaint_next_deadline_is_whole CHECK (
        num_nonnulls(next_deadline_id, next_deadline_kind, next_deadline_due_on) IN (0, 3))
);
CREATE INDEX complaint_by_received ON complaint (council, received_on, id);
CREATE INDEX complaint_by_due ON complaint (council, (coalesce(next_deadline_due_on, DATE 'infinity')), id);
CREATE INDEX complaint_by_handler ON complaint (council, handler) WHERE handler IS NOT NULL;
CREATE INDEX complaint_by_words ON complaint USING gin (words);

-- Where a complaint stands at the end of a day. Written as one expression each, so that they are inlined.
CREATE FUNCTION complaint_status(c complaint, day date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN c.status_3_from <= day THEN c.status_3 WHEN c.status_2_from <= day THEN c.status_2 ELSE c.status END;

CREATE FUNCTION complaint_phase(c complaint, day date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN coalesce(c.status_2_from > day, true) THEN c.phase
                ELSE CASE complaint_status(c, day)
                         WHEN 'early_resolution' THEN 'stage_1' WHEN 'stage1' THEN 'stage_1'
                         WHEN 'stage1_responded' THEN 'stage_1'
                         WHEN 'stage2_record' THEN 'stage_2' WHEN 'stage2' THEN 'stage_2'
                         WHEN 'closed_after_stage1' THEN 'closed' WHEN 'closed_after_stage2' THEN 'closed'
                         ELSE c.phase END END;

-- One row per complaint that every actor on the case may lock: SELECT FOR UPDATE asks for an UPDATE policy, and
-- not everybody who may act may change the complaint's own row (decision 8).
CREATE TABLE complaint_lock (
    council   uuid NOT NULL,
    complaint uuid NOT NULL,
    CONSTRAINT complaint_lock_key PRIMARY KEY (council, complaint),
    CONSTRAINT complaint_lock_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);

-- A point of the complaint, in the complainant's words (rulebook 7).
CREATE TABLE point (
    council         uuid              NOT NULL,
    id              uuid              NOT NULL,
    complaint       uuid              NOT NULL,
    number          int               NOT NULL CONSTRAINT point_number_fits CHECK (number BETWEEN 1 AND 64),
    own_words       text              NOT NULL CONSTRAINT point_own_words_fits CHECK (char_length(own_words) BETWEEN 1 AND 50000),
    agreed_text     text              CONSTRAINT point_agreed_text_fits CHECK (char_length(agreed_text) <= 50000),
    function        function_code,
    team            text              CONSTRAINT point_team_fits CHECK (char_length(team) <= 200),
    about           uuid[]            NOT NULL DEFAULT '{}', -- participants with the role `subject`
    period_from     date,
    period_to       date,
    desired_outcome text              CONSTRAINT point_desired_outcome_fits CHECK (char_length(desired_outcome) <= 5000),
    procedure       route_code        NOT NULL DEFAULT 'undecided',
    other_body      text              CONSTRAINT point_other_body_fits CHECK (char_length(other_body) <= 200),
    status          point_status_code NOT NULL DEFAULT 'open',
    result          result_code,
    added_at_stage  int               NOT NULL DEFAULT 0 CONSTRAINT point_added_at_stage_fits CHECK (added_at_stage BETWEEN 0 AND 3),
    added_on        date,             -- the council's day on which it reached the council
    act             int,              -- the act that added it
    version         int               NOT NULL DEFAULT 1,
    created_at      timestamptz       NOT NULL DEFAULT now(),
    updated_at      timestamptz       NOT NULL DEFAULT now(),
    CONSTRAINT point_key PRIMARY KEY (council, id),
    CONSTRAINT point_number_unique UNIQUE (council, complaint, number),
    CONSTRAINT point_period_fits CHECK (period_from <= period_to),
    CONSTRAINT point_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);

-- Few are stopped (reg. 8); every row of the worklist asks whether one of its points is.
CREATE INDEX point_stopped ON point (council, complaint) WHERE status = 'stopped';

-- Complaints that belong together.
CREATE TABLE link (
    council    uuid        NOT NULL,
    id         uuid        NOT NULL,
    complaint  uuid        NOT NULL,
    kind       text        NOT NULL CONSTRAINT link_kind_known
                           CHECK (kind IN ('related', 'split_from', 'duplicate_of', 'resubmission_of', 'joint_answer_with')),
    other      uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    CONSTRAINT link_key PRIMARY KEY (council, id),
    CONSTRAINT link_unique UNIQUE (council, complaint, kind, other),
    CONSTRAINT link_is_to_another CHECK (other <> complaint),
    CONSTRAINT link_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT link_of_other FOREIGN KEY (council, other) REFERENCES complaint ON DELETE CASCADE
);
CREATE INDEX link_by_other ON link (council, other);
