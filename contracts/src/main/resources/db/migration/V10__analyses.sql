ALTER TABLE halftone.jobs
    -- names of what is found out about each image
    ADD COLUMN analyses text[] NOT NULL DEFAULT '{}';

-- What is known of a source's bytes, by the analysis that found it out: the same for the same bytes, whichever job asked.
CREATE TABLE halftone.analyses (
    source_sha256 bytea       NOT NULL,
    name          text        NOT NULL,
    result        jsonb       NOT NULL,
    found_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source_sha256, name)
);
