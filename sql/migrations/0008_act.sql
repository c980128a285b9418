-- The acts of a complaint: the append-only list of typed facts from which everything legal follows.
-- suits: 0.1.0
--
-- Column for member what struct act of include/domain/act.h holds; no words and no persons. The service's role may
-- neither change nor delete a row.

CREATE TABLE act (
    council     uuid          NOT NULL,
    complaint   uuid          NOT NULL,
    number      int           NOT NULL CONSTRAINT act_number_fits CHECK (number > 0),
    kind        act_kind_code NOT NULL,
    on_day      date          NOT NULL,
    received_on date          NOT NULL,
    recorded_on date          NOT NULL,
    until_on    date,
    by_role     role_code     NOT NULL,
    stage       int           NOT NULL DEFAULT 0 CONSTRAINT act_stage_fits CHECK (stage BETWEEN 0 AND 3),
    form        form_code,
    channel     channel_code,
    matter      kind_code,
    anonymity   anonymity_code,
    capacity    capacity_code,
    route       route_code,
    proposal    proposal_code,
    notice      notice_code,
    role        role_code,
    ground      ground_code,
    fact        fact_code,
    agreed      boolean       NOT NULL DEFAULT false,
    child       boolean       NOT NULL DEFAULT false,
    points      bigint        NOT NULL DEFAULT 0, -- bit n - 1 is point n; 0 where the act takes in all
    findings    text          NOT NULL DEFAULT '' CONSTRAINT act_findings_fits CHECK (findings ~ '^[upnx-]{0,64}$'),
    corrects    int           NOT NULL DEFAULT 0,
    subject     uuid,         -- the row that holds the words: request, decision, notice, participant ...
    recorded_at timestamptz   NOT NULL DEFAULT now(),
    recorded_by text          NOT NULL,
    CONSTRAINT act_key PRIMARY KEY (council, complaint, number),
    CONSTRAINT act_corrects_an_earlier_one CHECK (corrects >= 0 AND corrects < number),
    CONSTRAINT act_is_not_in_the_future CHECK (on_day <= recorded_on AND received_on <= recorded_on),
    CONSTRAINT act_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE CASCADE
);
