ALTER TABLE halftone.jobs
    -- what was published is lost with its topic: the next claim goes back to before the first unfinished row
    ADD COLUMN rewind_due boolean NOT NULL DEFAULT false,
    -- of a retry: which of the failed images it was asked for, NULL for all
    ADD COLUMN retry_reason text,
    ADD COLUMN retry_host text;

-- Every claim looks at all unfinished jobs and changes dispatched_at of some. With that column in an index, each such change
-- would write all indexes of the table.
CREATE INDEX jobs_owed ON halftone.jobs (id) WHERE completed_at IS NULL;
DROP INDEX halftone.jobs_unfinished;

-- The first jobs of families, in the order in which they may expire.
CREATE INDEX jobs_expiring ON halftone.jobs (completed_at) WHERE retry_of IS NULL AND completed_at IS NOT NULL;

-- Kafka's topics as they were last seen. One that has another id was made anew: what it carried is lost.
CREATE TABLE halftone.topics (
    name    text PRIMARY KEY,
    id      text        NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Jobs whose time is over. Their lines are gone, so that no request finds them; the rest is deleted piece by piece.
CREATE TABLE halftone.expired_jobs (
    job_id     uuid PRIMARY KEY,
    expired_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The job that a retry, or a retry of a retry, goes back to; of any other job, itself.
CREATE FUNCTION halftone.origin(job uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE ancestors AS (
        SELECT id, retry_of FROM halftone.jobs WHERE id = job
        UNION ALL
        SELECT parent.id, parent.retry_of FROM halftone.jobs AS parent JOIN ancestors ON parent.id = ancestors.retry_of)
    SELECT id FROM ancestors WHERE retry_of IS NULL
$$;

-- A job, its retries, and theirs.
CREATE FUNCTION halftone.family(origin uuid) RETURNS TABLE (id uuid, completed_at timestamptz) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE family AS (
        SELECT job.id, job.completed_at FROM halftone.jobs AS job WHERE job.id = origin
        UNION ALL
        SELECT job.id, job.completed_at FROM halftone.jobs AS job JOIN family ON job.retry_of = family.id)
    SELECT family.id, family.completed_at FROM family
$$;

-- Whether a family is old enough to go: each of its jobs ended before that time and owes nobody a webhook.
CREATE FUNCTION halftone.family_is_over(origin uuid, ended_before timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM halftone.family(origin) AS member
        WHERE (member.completed_at < ended_before) IS NOT TRUE
           OR EXISTS (SELECT FROM halftone.deliveries WHERE job_id = member.id AND state = 'pending'))
$$;
