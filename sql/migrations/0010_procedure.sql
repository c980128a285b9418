-- The nouns of the procedure: requests, decisions, notices, deadlines, and what the stages write (api 3 to 5).
-- suits: 0.1.0
--
-- Each row holds the words of one act (`act` is its number); what the law makes of it is read from the acts.

CREATE TABLE request (
    council      uuid        NOT NULL,
    id           uuid        NOT NULL,
    complaint    uuid        NOT NULL,
    kind         text        NOT NULL CONSTRAINT request_kind_known CHECK (kind IN (
                     'stage_2', 'stage_3', 'skip_stage_1', 'later_start', 'answer', 'advocate', 'try_early_resolution',
                     'stop_early_resolution', 'accept_outcome', 'early_referral', 'withdraw', 'adjustment')),
    status       text        NOT NULL DEFAULT 'open' CONSTRAINT request_status_known
                             CHECK (status IN ('open', 'answered', 'withdrawn', 'done')),
    made_on      date        NOT NULL,
    received_on  date        NOT NULL,
    made_by      uuid,       -- the participant, when one is known
    made_by_role role_code   NOT NULL,
    form         form_code   NOT NULL,
    channel      channel_code,
    words        text        CONSTRAINT request_words_fits CHECK (char_length(words) <= 50000),
    points       int[]       NOT NULL DEFAULT '{}', -- numbers; empty: all
    detail       jsonb       NOT NULL DEFAULT '{}' CONSTRAINT request_detail_fits CHECK (jsonb_typeof(detail) = 'object'),
    stage        int         CONSTRAINT request_stage_fits CHECK (stage BETWEEN 0 AND 3),
    act          int         NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    recorded_by  text        NOT NULL,
    CONSTRAINT request_key PRIMARY KEY (council, id),
    CONSTRAINT request_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT request_of_maker FOREIGN KEY (council, made_by) REFERENCES participant ON DELETE CASCADE
);
CREATE INDEX request_by_complaint ON request (council, complaint, act);

CREATE TABLE decision (
    council      uuid        NOT NULL,
    id           uuid        NOT NULL,
    complaint    uuid        NOT NULL,
    kind         text        NOT NULL CONSTRAINT decision_kind_known CHECK (kind IN (
                     'classify', 'proposal', 'route', 'sufficient_interest', 'late_complaint', 'extension', 'skip_stage_1',
                     'later_start', 'early_referral', 'stop', 'hold', 'late_stage_3_request', 'contact_restriction',
                     'correction')),
    decided_on   date        NOT NULL,
    decided_by   uuid,       -- the participant or person of the directory, when one is named
    decided_by_role role_code NOT NULL,
    points       int[]       NOT NULL DEFAULT '{}',
    reasons      text        NOT NULL CONSTRAINT decision_reasons_fits CHECK (char_length(reasons) BETWEEN 1 AND 50000),
    evidence     text[]      NOT NULL DEFAULT '{}',
    detail       jsonb       NOT NULL DEFAULT '{}' CONSTRAINT decision_detail_fits CHECK (jsonb_typeof(detail) = 'object'),
    in_answer_to uuid,
    supersedes   uuid,
    notice       uuid,
    second_person text       CONSTRAINT decision_second_person_fits CHECK (char_length(second_person) <= 800),
    stage        int         CONSTRAINT decision_stage_fits CHECK (stage BETWEEN 0 AND 3),
    act          int         NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    recorded_by  text        NOT NULL,
    CONSTRAINT decision_key PRIMARY KEY (council, id),
    CONSTRAINT decision_superseded_once UNIQUE (council, supersedes),
    CONSTRAINT decision_two_persons CHECK (second_person <> recorded_by),
    CONSTRAINT decision_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT decision_of_request FOREIGN KEY (council, in_answer_to) REFERENCES request ON DELETE CASCADE,
    CONSTRAINT decision_of_superseded FOREIGN KEY (council, supersedes) REFERENCES decision ON DELETE CASCADE
);
CREATE INDEX decision_by_complaint ON decision (council, complaint, act);

CREATE TABLE notice (
    council         uuid         NOT NULL,
    id              uuid         NOT NULL,
    complaint       uuid         NOT NULL,
    notice          notice_code  NOT NULL,
    stage           int          CONSTRAINT notice_stage_fits CHECK (stage BETWEEN 0 AND 3),
    decision        uuid,        -- the decision that it tells of, where there is one
    channel         channel_code,
    to_participants uuid[]       NOT NULL DEFAULT '{}',
    subject         text         CONSTRAINT notice_subject_fits CHECK (char_length(subject) <= 500),
    body            text         CONSTRAINT notice_body_fits CHECK (char_length(body) <= 100000),
    language        text         NOT NULL DEFAULT 'en',
    detail          jsonb        NOT NULL DEFAULT '{}' CONSTRAINT notice_detail_fits CHECK (jsonb_typeof(detail) = 'object'),
    documents       jsonb        NOT NULL DEFAULT '[]' CONSTRAINT notice_documents_fits CHECK (jsonb_typeof(documents) = 'array'),
    status          text         NOT NULL DEFAULT 'draft' CONSTRAINT notice_status_known
                                 CHECK (status IN ('draft', 'approved', 'sent', 'delivered', 'seen')),
    sent_on         date,
    received_on     date,
    received_basis  text         CONSTRAINT notice_received_basis_known CHECK (received_basis IN ('known', 'deemed', 'said')),
    evidence        text         CONSTRAINT notice_evidence_fits CHECK (char_length(evidence) <= 2000),
    act             int,         -- the act of its dispatch
    version         int          NOT NULL DEFAULT 1,
    created_at      timestamptz  NOT NULL DEFAULT now(),
    created_by      text         NOT NULL,
    updated_at      timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT notice_key PRIMARY KEY (council, id),
    CONSTRAINT notice_sent_has_its_act CHECK ((sent_on IS NULL) = (act IS NULL)),
    CONSTRAINT notice_draft_is_not_sent CHECK ((status IN ('draft', 'approved')) = (sent_on IS NULL)),
    CONSTRAINT notice_received_after_sent CHECK (sent_on <= received_on),
    CONSTRAINT notice_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT notice_of_decision FOREIGN KEY (council, decision) REFERENCES decision ON DELETE CASCADE
);
CREATE INDEX notice_by_complaint ON notice (council, complaint, id);
ALTER TABLE decision ADD CONSTRAINT decision_of_notice
    FOREIGN KEY (council, notice) REFERENCES notice ON DELETE CASCADE;

-- Marks that a provider, an app or a member of staff leaves on a notice; receipt is also an act.
CREATE TABLE delivery_mark (
    council     uuid        NOT NULL,
    id          uuid        NOT NULL,
    complaint   uuid        NOT NULL,
    notice      uuid        NOT NULL,
    kind        text        NOT NULL CONSTRAINT delivery_mark_kind_known CHECK (kind IN ('delivered', 'received', 'seen', 'failed')),
    on_day      date        NOT NULL,
    basis       text        CONSTRAINT delivery_mark_basis_known CHECK (basis IN ('known', 'deemed', 'said')),
    evidence    text        CONSTRAINT delivery_mark_evidence_fits CHECK (char_length(evidence) <= 2000),
    act         int,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    recorded_by text        NOT NULL,
    CONSTRAINT delivery_mark_key PRIMARY KEY (council, id),
    CONSTRAINT delivery_mark_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT delivery_mark_of_notice FOREIGN KEY (council, notice) REFERENCES notice ON DELETE CASCADE
);
CREATE INDEX delivery_mark_by_notice ON delivery_mark (council, notice);
CREATE INDEX delivery_mark_by_complaint ON delivery_mark (council, complaint);

-- The clocks of a complaint as of its acts. `missed` by the passing of days alone is derived when read.
CREATE TABLE deadline (
    council          uuid             NOT NULL,
    id               uuid             NOT NULL,
    complaint        uuid             NOT NULL,
    kind             limit_code       NOT NULL,
    stage            int              NOT NULL DEFAULT 0 CONSTRAINT deadline_stage_fits CHECK (stage BETWEEN 0 AND 3),
    state            clock_state_code NOT NULL,
    starts_on        date,            -- day 0; none while the clock waits for its start
    start_event      text,
    started_by_act   int              NOT NULL DEFAULT 0,
    working_days     int,             -- none for limits in calendar years
    statutory_due_on date,
    policy_due_on    date,
    due_on           date,
    ceiling_on       date,
    met_on           date,
    ended_on         date,
    extended         boolean          NOT NULL DEFAULT false,
    recorded_late    boolean          NOT NULL DEFAULT false,
    moves            jsonb            NOT NULL DEFAULT '[]' CONSTRAINT deadline_moves_fits CHECK (jsonb_typeof(moves) = 'array'),
    created_at       timestamptz      NOT NULL DEFAULT now(),
    updated_at       timestamptz      NOT NULL DEFAULT now(),
    CONSTRAINT deadline_key PRIMARY KEY (council, id),
    CONSTRAINT deadline_one_of_a_kind UNIQUE (council, complaint, kind, stage),
    CONSTRAINT deadline_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);
CREATE INDEX deadline_by_due ON deadline (council, due_on, id) WHERE state = 'running' AND due_on IS NOT NULL;
CREATE INDEX deadline_by_day ON deadline (council, due_on, id) WHERE due_on IS NOT NULL;

-- One author's findings at a stage: `points` holds {point_id, number, result, reasons, evidence, injustice ...}.
CREATE TABLE finding (
    council      uuid        NOT NULL,
    id           uuid        NOT NULL,
    complaint    uuid        NOT NULL,
    stage        int         NOT NULL CONSTRAINT finding_stage_fits CHECK (stage BETWEEN 1 AND 3),
    participant  uuid        NOT NULL,
    role         role_code   NOT NULL,
    status       text        NOT NULL DEFAULT 'draft' CONSTRAINT finding_status_known CHECK (status IN ('draft', 'submitted')),
    points       jsonb       NOT NULL CONSTRAINT finding_points_fits CHECK (jsonb_typeof(points) = 'array'),
    submitted_at timestamptz,
    submitted_on date,
    act          int,
    version      int         NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT finding_key PRIMARY KEY (council, id),
    CONSTRAINT finding_one_per_author UNIQUE (council, complaint, stage, participant),
    CONSTRAINT finding_submitted_has_its_day CHECK ((status = 'submitted') = (submitted_on IS NOT NULL)),
    CONSTRAINT finding_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT finding_of_participant FOREIGN KEY (council, participant) REFERENCES participant ON DELETE CASCADE
);

-- The council's answer to a stage: a draft here, an answer in law only when its notice leaves (N8, N11, N15).
CREATE TABLE response (
    council    uuid        NOT NULL,
    complaint  uuid        NOT NULL,
    stage      int         NOT NULL CONSTRAINT response_stage_fits CHECK (stage BETWEEN 1 AND 3),
    status     text        NOT NULL DEFAULT 'draft' CONSTRAINT response_status_known CHECK (status IN ('draft', 'sent')),
    text       text        CONSTRAINT response_text_fits CHECK (char_length(text) <= 100000),
    points     jsonb       NOT NULL DEFAULT '[]' CONSTRAINT response_points_fits CHECK (jsonb_typeof(points) = 'array'),
    actions    jsonb       NOT NULL DEFAULT '[]' CONSTRAINT response_actions_fits CHECK (jsonb_typeof(actions) = 'array'),
    detail     jsonb       NOT NULL DEFAULT '{}' CONSTRAINT response_detail_fits CHECK (jsonb_typeof(detail) = 'object'),
    notice     uuid,
    sent_on    date,
    version    int         NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by text        NOT NULL,
    CONSTRAINT response_key PRIMARY KEY (council, complaint, stage),
    CONSTRAINT response_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT response_of_notice FOREIGN KEY (council, notice) REFERENCES notice ON DELETE CASCADE
);

-- The written record of a complaint made orally (reg. 16(2)-(3)), or the statement agreed at stage 2.
CREATE TABLE stage_record (
    council             uuid        NOT NULL,
    complaint           uuid        NOT NULL,
    stage               int         NOT NULL CONSTRAINT stage_record_stage_fits CHECK (stage BETWEEN 1 AND 3),
    status              text        NOT NULL DEFAULT 'draft' CONSTRAINT stage_record_status_known CHECK (status IN ('draft', 'final')),
    text                text        NOT NULL CONSTRAINT stage_record_text_fits CHECK (char_length(text) BETWEEN 1 AND 100000),
    comments_invited_on date,
    comments            jsonb       NOT NULL DEFAULT '[]' CONSTRAINT stage_record_comments_fits CHECK (jsonb_typeof(comments) = 'array'),
    statement_agreed_on date,       -- a milestone, never a clock (rulebook 3.4)
    finalised_on        date,
    act                 int,
    version             int         NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    updated_by          text        NOT NULL,
    CONSTRAINT stage_record_key PRIMARY KEY (council, complaint, stage),
    CONSTRAINT stage_record_final_has_its_day CHECK ((status = 'final') = (finalised_on IS NOT NULL)),
    CONSTRAINT stage_record_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);

-- Meetings and questions for information are milestones and never move a clock (invariant 22).
CREATE TABLE meeting (
    council     uuid        NOT NULL,
    id          uuid        NOT NULL,
    complaint   uuid        NOT NULL,
    kind        text        NOT NULL CONSTRAINT meeting_kind_known CHECK (kind IN (
                    'handler_contact', 'stage_2_interview', 'statement', 'report_discussion', 'pre_panel', 'other')),
    stage       int         CONSTRAINT meeting_stage_fits CHECK (stage BETWEEN 0 AND 3),
    status      text        NOT NULL CONSTRAINT meeting_status_known CHECK (status IN ('offered', 'accepted', 'declined', 'held', 'cancelled')),
    offered_on  date,
    answer      text        CONSTRAINT meeting_answer_known CHECK (answer IN ('accepted', 'declined')),
    answered_on date,
    planned_at  timestamptz,
    held_on     date,
    channel     channel_code,
    place       text        CONSTRAINT meeting_place_fits CHECK (char_length(place) <= 500),
    participants uuid[]     NOT NULL DEFAULT '{}',
    notes       text        CONSTRAINT meeting_notes_fits CHECK (char_length(notes) <= 20000),
    version     int         NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    created_by  text        NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_key PRIMARY KEY (council, id),
    CONSTRAINT meeting_held_has_its_day CHECK (status <> 'held' OR held_on IS NOT NULL),
    CONSTRAINT meeting_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);
CREATE INDEX meeting_by_complaint ON meeting (council, complaint, id);

CREATE TABLE information_request (
    council     uuid        NOT NULL,
    id          uuid        NOT NULL,
    complaint   uuid        NOT NULL,
    asked_of    text        NOT NULL CONSTRAINT information_request_asked_of_known
                            CHECK (asked_of IN ('complainant', 'team', 'file_holder')),
    whom        text        CONSTRAINT information_request_whom_fits CHECK (char_length(whom) <= 200),
    stage       int         CONSTRAINT information_request_stage_fits CHECK (stage BETWEEN 0 AND 3),
    what        text        NOT NULL CONSTRAINT information_request_what_fits CHECK (char_length(what) BETWEEN 1 AND 20000),
    asked_on    date        NOT NULL,
    wanted_by   date,
    status      text        NOT NULL DEFAULT 'open' CONSTRAINT information_request_status_known
                            CHECK (status IN ('open', 'answered', 'withdrawn')),
    answered_on date,
    answer      text        CONSTRAINT information_request_answer_fits CHECK (char_length(answer) <= 50000),
    version     int         NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    created_by  text        NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT information_request_key PRIMARY KEY (council, id),
    CONSTRAINT information_request_answered_has_its_day CHECK ((status = 'answered') = (answered_on IS NOT NULL)),
    CONSTRAINT information_request_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);
CREATE INDEX information_request_by_complaint ON information_request (council, complaint, id);
