CREATE TABLE halftone.idempotency_keys (
    tenant      text        NOT NULL,
    key         text        NOT NULL,
    body_sha256 bytea       NOT NULL,
    job_id      uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, key)
);

CREATE INDEX idempotency_keys_by_age ON halftone.idempotency_keys (created_at);
