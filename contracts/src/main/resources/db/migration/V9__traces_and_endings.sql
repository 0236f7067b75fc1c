ALTER TABLE halftone.jobs
    -- of the request that submitted it, where that is traced: what is done for the job later, and elsewhere, goes on with it
    ADD COLUMN traceparent text;

-- How jobs ended lately.
CREATE INDEX jobs_ended ON halftone.jobs (completed_at) WHERE completed_at IS NOT NULL;
