-- Who may use the api: each key belongs to one tenant, and is known by its hash alone.
CREATE TABLE halftone.api_keys (
    id           uuid PRIMARY KEY     DEFAULT gen_random_uuid(),
    tenant       text        NOT NULL,
    name         text        NOT NULL,
    sha256       bytea       NOT NULL UNIQUE,
    -- how it begins, for people to tell keys apart
    hint         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- to the hour
    last_used_at timestamptz,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    -- the key that was made in its stead
    replaced_by  uuid
);

CREATE INDEX api_keys_by_tenant ON halftone.api_keys (tenant);

-- What a tenant may have, where it is not what the settings say; 0 is without limit.
CREATE TABLE halftone.quotas (
    tenant              text PRIMARY KEY,
    running_jobs        int CHECK (running_jobs >= 0),
    pending_images      int CHECK (pending_images >= 0),
    requests_per_minute int CHECK (requests_per_minute >= 0)
);

CREATE INDEX jobs_unfinished_by_tenant ON halftone.jobs (tenant) WHERE completed_at IS NULL;

-- What a tenant has that has not ended. Whoever asks keeps all others waiting until the end of its transaction; its own statements
-- see what those before it have committed, because each of a volatile function's has a snapshot of its own.
CREATE FUNCTION halftone.locked_usage(of_tenant text)
RETURNS TABLE (running_jobs int, pending_images bigint) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(of_tenant, 1));
    RETURN QUERY
        SELECT count(*)::int, coalesce(sum(images - succeeded - failed - cancelled), 0)::bigint
        FROM halftone.jobs
        WHERE tenant = of_tenant AND completed_at IS NULL;
END
$$;
