-- Images that came with a submission. A line is there before the object 'uploads/<id>' is, so that whatever becomes of the
-- submission, the object is known and can be deleted.
CREATE TABLE halftone.uploads (
    id         uuid PRIMARY KEY,
    tenant     text        NOT NULL,
    -- how many jobs refer to it
    jobs       int         NOT NULL DEFAULT 0 CHECK (jobs >= 0),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- from then on no job can refer to it, and its object may be gone
    expired_at timestamptz
);

CREATE INDEX uploads_unused ON halftone.uploads (created_at) WHERE jobs = 0;

-- The uploads of each job but retries, which go and stay with the jobs that they retry.
CREATE TABLE halftone.job_uploads (
    job_id    uuid NOT NULL,
    upload_id uuid NOT NULL,
    PRIMARY KEY (job_id, upload_id)
);

-- Counts how many jobs refer to an upload, whoever adds or deletes them.
CREATE FUNCTION halftone.count_upload_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE halftone.uploads
    SET jobs = jobs + CASE TG_OP WHEN 'INSERT' THEN times ELSE -times END
    FROM (SELECT upload_id, count(*)::int AS times FROM changed GROUP BY upload_id) AS referred
    WHERE id = upload_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER added AFTER INSERT ON halftone.job_uploads
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION halftone.count_upload_jobs();

CREATE TRIGGER removed AFTER DELETE ON halftone.job_uploads
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION halftone.count_upload_jobs();

-- Makes a job that is being accepted refer to the uploads that its rows name. False if one of them has expired meanwhile.
CREATE FUNCTION halftone.keep_uploads(job uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO halftone.job_uploads (job_id, upload_id)
    SELECT DISTINCT job_id, substring(source FROM '^upload:([0-9a-f-]{36})/')::uuid
    FROM halftone.rows, unnest(sources) AS source
    WHERE job_id = job AND source LIKE 'upload:%';
    -- the insert has locked them, so that none expires from here on
    RETURN NOT EXISTS (
        SELECT FROM halftone.job_uploads LEFT JOIN halftone.uploads ON id = upload_id
        WHERE job_id = job AND (id IS NULL OR expired_at IS NOT NULL));
END
$$;

ALTER TABLE halftone.rejected_rows
    -- to the faulty value, as a JSON Pointer, in a manifest of JSON
    ADD COLUMN pointer text;
