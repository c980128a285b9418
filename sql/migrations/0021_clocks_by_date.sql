-- Clocks that the passing of days alone brings or ends (invariant 23): known when the acts are recorded, read by the day.
-- suits: 0.1.0

ALTER TABLE deadline
    ADD COLUMN from_on date,    -- the day that brings it; none: its acts did
    ADD COLUMN turns_on date,   -- the day that ends it if nobody acts; none: no day does
    ADD COLUMN turned_state text CONSTRAINT deadline_turned_known CHECK (turned_state IN ('met', 'missed', 'cancelled')),
    ADD CONSTRAINT deadline_turns_whole CHECK ((turns_on IS NULL) = (turned_state IS NULL));
