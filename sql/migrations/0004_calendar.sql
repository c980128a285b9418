-- The one national calendar (reg. 2(1), decision 29): versioned data of the operator, never changed, only followed
-- by a newer version. A date outside the known years is an error, never a guess (invariant 18).
-- suits: 0.1.0

CREATE TABLE calendar_version (
    version     int         CONSTRAINT calendar_version_key PRIMARY KEY
                            CONSTRAINT calendar_version_version_fits CHECK (version > 0),
    source      text        NOT NULL CONSTRAINT calendar_version_source_fits CHECK (char_length(source) BETWEEN 1 AND 500),
    imported_at timestamptz NOT NULL DEFAULT now(),
    known_on    date        NOT NULL, -- since when its new days are known: clocks that had ended before keep their dates
    first_year  int         NOT NULL,
    last_year   int         NOT NULL,
    CONSTRAINT calendar_version_years_fits CHECK (1900 <= first_year AND first_year <= last_year AND last_year < 2200)
);

CREATE TABLE non_working_day (
    version int  NOT NULL CONSTRAINT non_working_day_of_version REFERENCES calendar_version,
    on_day  date NOT NULL,
    name    text NOT NULL CONSTRAINT non_working_day_name_fits CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT non_working_day_key PRIMARY KEY (version, on_day)
);
