-- What a client's Idempotency-Key was first used for: written with the job, and of use for a set time only.
CREATE TABLE halftone.idempotency_keys (
    tenant      text        NOT NULL DEFAULT 'default',
    key         text        NOT NULL,
    -- of the manifest and what was asked for with it
    body_sha256 bytea       NOT NULL,
    job_id      uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant, key)
);

CREATE INDEX idempotency_keys_by_age ON halftone.idempotency_keys (created_at);
