-- How a notice left, whose receipt a mark tells of, and both results of a correction.
-- suits: 0.1.0

-- The dispatch as it was recorded: a correction of the day moves the notice's own `sent_on` and leaves this one.
CREATE TABLE dispatch (
    council         uuid         NOT NULL,
    id              uuid         NOT NULL,
    complaint       uuid         NOT NULL,
    notice          uuid         NOT NULL,
    sent_on         date         NOT NULL,
    channel         channel_code NOT NULL,
    to_participants uuid[]       NOT NULL DEFAULT '{}',
    evidence        text         CONSTRAINT dispatch_evidence_fits CHECK (char_length(evidence) <= 2000),
    second_person   text         CONSTRAINT dispatch_second_person_fits CHECK (char_length(second_person) <= 255),
    act             int          NOT NULL,
    recorded_at     timestamptz  NOT NULL DEFAULT now(),
    recorded_by     text         NOT NULL,
    CONSTRAINT dispatch_key PRIMARY KEY (council, id),
    CONSTRAINT dispatch_notice_unique UNIQUE (council, notice),
    CONSTRAINT dispatch_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE,
    CONSTRAINT dispatch_of_notice FOREIGN KEY (council, notice) REFERENCES notice ON DELETE CASCADE
);
CREATE INDEX dispatch_by_complaint ON dispatch (council, complaint);

ALTER TABLE dispatch ENABLE ROW LEVEL SECURITY;
ALTER TABLE dispatch FORCE ROW LEVEL SECURITY;
CREATE POLICY dispatch_seen ON dispatch FOR SELECT
    USING (council = my_council() AND CASE WHEN my_reach_is_council() THEN true ELSE complaint = ANY (ARRAY(SELECT my_cases())) END);
CREATE POLICY dispatch_added ON dispatch FOR INSERT
    WITH CHECK (council = my_council() AND (my_reach_is_council() OR complaint = ANY (ARRAY(SELECT my_cases()))));
GRANT SELECT, INSERT ON dispatch TO heard_service;

-- Who keyed what somebody else said.
ALTER TABLE request ADD COLUMN recorded_by_role role_code;

ALTER TABLE delivery_mark ADD COLUMN participant uuid;
ALTER TABLE delivery_mark ADD CONSTRAINT delivery_mark_of_participant
    FOREIGN KEY (council, participant) REFERENCES participant ON DELETE CASCADE;

-- Of a correction: what stood before, and every clock that it moved, before and after.
ALTER TABLE decision
    ADD COLUMN old_value text CONSTRAINT decision_old_value_fits CHECK (char_length(old_value) <= 64),
    ADD COLUMN clocks jsonb NOT NULL DEFAULT '[]' CONSTRAINT decision_clocks_fits CHECK (jsonb_typeof(clocks) = 'array');
