ALTER TABLE halftone.outcomes
    -- of a succeeded image: what was fetched, and what its job's renditions have
    ADD COLUMN bytes_in bigint NOT NULL DEFAULT 0,
    ADD COLUMN bytes_out bigint NOT NULL DEFAULT 0;

-- What ended in each minute, counted as it is recorded.
CREATE TABLE halftone.throughput (
    tenant       text        NOT NULL,
    minute       timestamptz NOT NULL,
    -- the connection that counted; none has to wait for another's transaction, be it of whichever worker
    writer       int         NOT NULL,
    status       text        NOT NULL,
    -- empty unless it failed
    reason       text        NOT NULL,
    -- how long processing took: from 1.1^(n - 1) to 1.1^n milliseconds, 0 where nothing was processed
    process_time smallint    NOT NULL,
    images       bigint      NOT NULL,
    bytes_in     bigint      NOT NULL,
    bytes_out    bigint      NOT NULL,
    PRIMARY KEY (tenant, minute, status, reason, process_time, writer)
) WITH (fillfactor = 70);

CREATE INDEX throughput_by_age ON halftone.throughput (minute);

-- Runs at the end of each statement that inserts outcomes, with those that it really inserted.
CREATE FUNCTION halftone.count_throughput() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO halftone.throughput AS counted
        (tenant, minute, writer, status, reason, process_time, images, bytes_in, bytes_out)
    SELECT
        tenant, date_trunc('minute', recorded_at), pg_backend_pid(), status, coalesce(reason, ''),
        CASE WHEN status = 'succeeded' AND process_ms > 0 THEN 1 + floor(ln(process_ms) / ln(1.1)) ELSE 0 END,
        count(*), sum(inserted.bytes_in), sum(inserted.bytes_out)
    FROM inserted JOIN halftone.jobs ON jobs.id = inserted.job_id
    GROUP BY 1, 2, 4, 5, 6
    ON CONFLICT (tenant, minute, status, reason, process_time, writer) DO UPDATE SET
        images = counted.images + excluded.images,
        bytes_in = counted.bytes_in + excluded.bytes_in,
        bytes_out = counted.bytes_out + excluded.bytes_out;
    RETURN NULL;
END
$$;

CREATE TRIGGER throughput AFTER INSERT ON halftone.outcomes
    REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION halftone.count_throughput();
