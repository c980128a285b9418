-- Before a complaint: advice, an informal concern, or somebody means to complain and is told of advocacy (T2, ADV4(2)).
-- suits: 0.1.0

CREATE TABLE enquiry (
    council             uuid         NOT NULL CONSTRAINT enquiry_of_council REFERENCES council ON DELETE CASCADE,
    id                  uuid         NOT NULL,
    kind                text         NOT NULL CONSTRAINT enquiry_kind_known
                                     CHECK (kind IN ('advice', 'informal_concern', 'intends_to_complain')),
    received_on         date         NOT NULL,
    channel             channel_code NOT NULL DEFAULT 'phone',
    words               text         CONSTRAINT enquiry_words_fits CHECK (char_length(words) BETWEEN 1 AND 20000),
    name                text         CONSTRAINT enquiry_name_fits CHECK (char_length(name) BETWEEN 1 AND 200),
    contact             jsonb        CONSTRAINT enquiry_contact_fits CHECK (jsonb_typeof(contact) = 'object'),
    capacity            capacity_code,
    advocacy_told_on    date,        -- the information of reg. 4(2) of the advocacy regulations was given
    guidance_offered_on date,
    outcome             text         CONSTRAINT enquiry_outcome_fits CHECK (char_length(outcome) BETWEEN 1 AND 2000),
    closed_on           date,        -- none: open
    complaint           uuid,        -- what it became
    version             int          NOT NULL DEFAULT 1,
    created_at          timestamptz  NOT NULL DEFAULT now(),
    created_by          text         NOT NULL,
    updated_at          timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT enquiry_key PRIMARY KEY (council, id),
    CONSTRAINT enquiry_closed_after_received CHECK (received_on <= closed_on),
    CONSTRAINT enquiry_told_after_received CHECK (received_on <= advocacy_told_on),
    CONSTRAINT enquiry_guided_after_received CHECK (received_on <= guidance_offered_on),
    CONSTRAINT enquiry_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE SET NULL (complaint)
);
CREATE INDEX enquiry_by_received ON enquiry (council, received_on, id);
CREATE INDEX enquiry_by_complaint ON enquiry (council, complaint) WHERE complaint IS NOT NULL;
