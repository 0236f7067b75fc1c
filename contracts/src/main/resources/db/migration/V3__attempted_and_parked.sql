-- The images that are being decoded, and how often each was begun: what is still here after its worker died may have killed it.
-- A hint, so it is not logged: what a crash of PostgreSQL takes of it costs an attempt.
CREATE UNLOGGED TABLE halftone.attempted (
    job_id     uuid     NOT NULL,
    row_number int      NOT NULL,
    position   smallint NOT NULL,
    times      smallint NOT NULL,
    PRIMARY KEY (job_id, row_number, position)
);

-- Images that a worker has put off, because their host asked to be left alone for long. They are published again when they are due.
CREATE TABLE halftone.parked (
    job_id       uuid        NOT NULL,
    row_number   int         NOT NULL,
    position     smallint    NOT NULL,
    -- how often the source was asked for so far
    attempts     smallint    NOT NULL,
    due_at       timestamptz NOT NULL,
    -- when it was given to Kafka again
    published_at timestamptz,
    PRIMARY KEY (job_id, row_number, position)
);

CREATE INDEX parked_due ON halftone.parked (due_at) WHERE published_at IS NULL;
