CREATE UNLOGGED TABLE halftone.attempted (
    job_id     uuid     NOT NULL,
    row_number int      NOT NULL,
    position   smallint NOT NULL,
    times      smallint NOT NULL,
    PRIMARY KEY (job_id, row_number, position)
);

CREATE TABLE halftone.parked (
    job_id       uuid        NOT NULL,
    row_number   int         NOT NULL,
    position     smallint    NOT NULL,
    attempts     smallint    NOT NULL,
    due_at       timestamptz NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (job_id, row_number, position)
);

CREATE INDEX parked_due ON halftone.parked (due_at) WHERE published_at IS NULL;
