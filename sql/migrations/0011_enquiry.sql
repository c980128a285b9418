-- Before a complaint: advice, an informal concern, or somebody means to complain and is told of advocacy (T2, ADV4(2)).
-- suits: 0.1.0

CREATE TABLE enquiry (
    council            uuid           NOT NULL CONSTRAINT enquiry_of_council REFERENCES council ON DELETE CASCADE,
    id                 uuid           NOT NULL,
    kind               text           NOT NULL CONSTRAINT enquiry_kind_known
                                      CHECK (kind IN ('advice', 'informal_concern', 'intends_to_complain')),
    status             text           NOT NULL DEFAULT 'open' CONSTRAINT enquiry_status_known
                                      CHECK (status IN ('open', 'settled', 'became_complaint', 'closed')),
    received_on        date           NOT NULL,
    channel            channel_code,
    form               form_code,
    words              text           CONSTRAINT enquiry_words_fits CHECK (char_length(words) <= 50000),
    name               text           CONSTRAINT enquiry_name_fits CHECK (char_length(name) <= 200),
    contact            jsonb          NOT NULL DEFAULT '{}' CONSTRAINT enquiry_contact_fits CHECK (jsonb_typeof(contact) = 'object'),
    under_18           boolean,
    capacity           capacity_code,
    language           text           NOT NULL DEFAULT 'en',
    advocacy_told_on   date,          -- the information of reg. 4(2) of the advocacy regulations was given
    advocacy_offered   boolean        NOT NULL DEFAULT false,
    outcome            text           CONSTRAINT enquiry_outcome_fits CHECK (char_length(outcome) <= 5000),
    closed_on          date,
    complaint          uuid,          -- what it became
    detail             jsonb          NOT NULL DEFAULT '{}' CONSTRAINT enquiry_detail_fits CHECK (jsonb_typeof(detail) = 'object'),
    version            int            NOT NULL DEFAULT 1,
    created_at         timestamptz    NOT NULL DEFAULT now(),
    created_by         text           NOT NULL,
    updated_at         timestamptz    NOT NULL DEFAULT now(),
    CONSTRAINT enquiry_key PRIMARY KEY (council, id),
    CONSTRAINT enquiry_of_complaint FOREIGN KEY (council, complaint) REFERENCES complaint ON DELETE SET NULL (complaint)
);
CREATE INDEX enquiry_by_received ON enquiry (council, received_on, id);
CREATE INDEX enquiry_by_complaint ON enquiry (council, complaint) WHERE complaint IS NOT NULL;
