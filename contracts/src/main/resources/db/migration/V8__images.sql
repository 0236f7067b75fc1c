ALTER TABLE halftone.sources
    -- NULL for what was fetched before it was kept, until it is fetched again
    ADD COLUMN md5 bytea;

CREATE INDEX sources_by_md5 ON halftone.sources (md5) WHERE md5 IS NOT NULL;

-- Which images had these bytes: a job's first among them is found without reading its others.
CREATE INDEX outcomes_by_source ON halftone.outcomes (source_sha256, job_id, row_number, position)
    WHERE source_sha256 IS NOT NULL;

ALTER TABLE halftone.jobs
    -- of a job that processes images anew: which they are and what is made of them, so that asking again makes no second job
    ADD COLUMN asked_sha256 bytea;

CREATE INDEX jobs_by_asked ON halftone.jobs (tenant, asked_sha256) WHERE asked_sha256 IS NOT NULL;
