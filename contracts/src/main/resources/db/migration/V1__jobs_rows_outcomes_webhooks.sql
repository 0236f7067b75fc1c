-- PostgreSQL is the record of what is owed. Both services read and write these tables; the api migrates them at its start.
-- The hot tables (rows, outcomes) have no foreign keys: each is written in the same transaction as what it belongs to,
-- and a check per row would cost a tenth of a large submission.

CREATE TABLE halftone.jobs (
    id               uuid PRIMARY KEY,
    tenant           text        NOT NULL DEFAULT 'default',
    state            text        NOT NULL DEFAULT 'accepted'
        CHECK (state IN ('accepted', 'running', 'completed', 'completed_with_errors', 'failed', 'cancelled')),
    mode             text        NOT NULL CHECK (mode IN ('strict', 'lenient')),
    -- the manifest's own header, in order, for the report
    columns          text[]      NOT NULL,
    -- [{"name", "pipeline": [...], "fingerprint"}]
    renditions       jsonb       NOT NULL,
    rows             int         NOT NULL DEFAULT 0,
    images           int         NOT NULL DEFAULT 0,
    rejected_rows    int         NOT NULL DEFAULT 0,
    -- changed by halftone.tally alone
    succeeded        int         NOT NULL DEFAULT 0,
    failed           int         NOT NULL DEFAULT 0,
    cancelled        int         NOT NULL DEFAULT 0,
    bytes_in         bigint      NOT NULL DEFAULT 0,
    bytes_out        bigint      NOT NULL DEFAULT 0,
    -- dispatch: rows numbered up to published_through, with published_images images, were given to Kafka
    published_through int        NOT NULL DEFAULT 0,
    published_images int         NOT NULL DEFAULT 0,
    dispatched_at    timestamptz,
    leased_until     timestamptz,
    retry_of         uuid,
    accepted_at      timestamptz NOT NULL DEFAULT now(),
    started_at       timestamptz,
    progressed_at    timestamptz,
    completed_at     timestamptz,
    CHECK (succeeded + failed + cancelled <= images),
    CHECK ((completed_at IS NOT NULL) = (state NOT IN ('accepted', 'running'))),
    CHECK (completed_at IS NULL OR succeeded + failed + cancelled = images)
) WITH (fillfactor = 50);

CREATE INDEX jobs_by_tenant ON halftone.jobs (tenant, id DESC);
CREATE INDEX jobs_unfinished ON halftone.jobs (dispatched_at NULLS FIRST) WHERE completed_at IS NULL;
CREATE INDEX jobs_by_origin ON halftone.jobs (retry_of) WHERE retry_of IS NOT NULL;

CREATE TABLE halftone.rows (
    job_id        uuid   NOT NULL,
    -- the row's place among the accepted ones, from 1; a retried row keeps its number
    number        int    NOT NULL,
    -- where it begins in the manifest, from 1
    line          int    NOT NULL,
    serial_number text   NOT NULL,
    product_name  text   NOT NULL,
    -- URLs by position; NULL where a retry leaves a position out
    sources       text[] NOT NULL,
    -- the line's own cells, in the order of jobs.columns
    cells         text[] NOT NULL,
    PRIMARY KEY (job_id, number)
);

CREATE TABLE halftone.rejected_rows (
    job_id      uuid NOT NULL,
    ordinal     int  NOT NULL,
    line        int  NOT NULL,
    column_name text,
    code        text NOT NULL,
    message     text NOT NULL,
    PRIMARY KEY (job_id, ordinal)
);

-- One a image that ended, inserted once and never changed; a pending image has none.
CREATE TABLE halftone.outcomes (
    job_id        uuid        NOT NULL,
    row_number    int         NOT NULL,
    position      smallint    NOT NULL,
    status        text        NOT NULL CHECK (status IN ('succeeded', 'failed', 'cancelled')),
    reason        text,
    http_status   smallint,
    attempts      smallint    NOT NULL DEFAULT 0,
    source_sha256 bytea,
    fetch_ms      int         NOT NULL DEFAULT 0,
    process_ms    int         NOT NULL DEFAULT 0,
    store_ms      int         NOT NULL DEFAULT 0,
    recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (job_id, row_number, position),
    CHECK ((status = 'failed') = (reason IS NOT NULL)),
    CHECK ((status = 'succeeded') = (source_sha256 IS NOT NULL))
);

CREATE INDEX outcomes_failed ON halftone.outcomes (job_id, row_number, position) WHERE status = 'failed';

-- What was fetched, by its content.
CREATE TABLE halftone.sources (
    sha256  bytea       PRIMARY KEY,
    bytes   bigint      NOT NULL,
    format  text        NOT NULL,
    width   int         NOT NULL,
    height  int         NOT NULL,
    frames  int         NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);

-- What is stored: the same bytes through the same pipeline are one object, whichever job asked.
-- An image's renditions are those of its source with the fingerprints in its job.
CREATE TABLE halftone.renditions (
    source_sha256 bytea       NOT NULL,
    pipeline      text        NOT NULL,
    key           text        NOT NULL,
    format        text        NOT NULL,
    bytes         bigint      NOT NULL,
    width         int         NOT NULL,
    height        int         NOT NULL,
    quality       smallint,
    ending        text,
    stored_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source_sha256, pipeline)
);

-- Where completions are told: an endpoint of one job, or, without a job, of all jobs of its tenant.
CREATE TABLE halftone.endpoints (
    id          uuid PRIMARY KEY     DEFAULT gen_random_uuid(),
    tenant      text        NOT NULL DEFAULT 'default',
    job_id      uuid,
    url         text        NOT NULL,
    secret      text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz
);

CREATE INDEX endpoints_by_job ON halftone.endpoints (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX endpoints_by_tenant ON halftone.endpoints (tenant) WHERE job_id IS NULL;

-- The duty to tell one endpoint of one event. Its id is the webhook-id of every attempt.
CREATE TABLE halftone.deliveries (
    id              uuid PRIMARY KEY     DEFAULT gen_random_uuid(),
    endpoint_id     uuid        NOT NULL REFERENCES halftone.endpoints ON DELETE CASCADE,
    job_id          uuid        NOT NULL,
    event_type      text        NOT NULL,
    -- rendered before the first attempt and the same in all
    body            bytea,
    state           text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'succeeded', 'failed')),
    attempts        smallint    NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    leased_until    timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz,
    UNIQUE (endpoint_id, job_id, event_type)
);

CREATE INDEX deliveries_due ON halftone.deliveries (next_attempt_at) WHERE state = 'pending';
CREATE INDEX deliveries_by_job ON halftone.deliveries (job_id);

CREATE TABLE halftone.attempts (
    delivery_id  uuid        NOT NULL REFERENCES halftone.deliveries ON DELETE CASCADE,
    number       smallint    NOT NULL,
    attempted_at timestamptz NOT NULL DEFAULT now(),
    http_status  smallint,
    -- why no status came: the wire name of a failure reason
    error        text,
    duration_ms  int         NOT NULL,
    PRIMARY KEY (delivery_id, number)
);

-- Adds outcomes that were just inserted to their job's counters; with the last one in, completes the job and owes its
-- webhooks. The one place that does either: called in the transaction of the inserts, with what they really inserted.
CREATE FUNCTION halftone.tally(
    job uuid, added_succeeded int, added_failed int, added_cancelled int, added_bytes_in bigint, added_bytes_out bigint
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    counted halftone.jobs;
BEGIN
    UPDATE halftone.jobs SET
        succeeded = succeeded + added_succeeded,
        failed = failed + added_failed,
        cancelled = cancelled + added_cancelled,
        bytes_in = bytes_in + added_bytes_in,
        bytes_out = bytes_out + added_bytes_out,
        started_at = coalesce(started_at, clock_timestamp()),
        progressed_at = clock_timestamp(),
        state = CASE
            WHEN succeeded + added_succeeded + failed + added_failed + cancelled + added_cancelled < images THEN 'running'
            WHEN cancelled + added_cancelled > 0 THEN 'cancelled'
            WHEN failed + added_failed = images THEN 'failed'
            WHEN failed + added_failed > 0 THEN 'completed_with_errors'
            ELSE 'completed'
        END,
        completed_at = CASE
            WHEN succeeded + added_succeeded + failed + added_failed + cancelled + added_cancelled = images
            THEN clock_timestamp()
        END
    WHERE id = job
    RETURNING * INTO counted;
    IF counted.completed_at IS NOT NULL THEN
        INSERT INTO halftone.deliveries (endpoint_id, job_id, event_type)
        SELECT id, counted.id, 'job.completed'
        FROM halftone.endpoints
        WHERE disabled_at IS NULL
          AND (job_id = counted.id OR (job_id IS NULL AND tenant = counted.tenant));
        PERFORM pg_notify('halftone_deliveries', '');
    END IF;
END
$$;
