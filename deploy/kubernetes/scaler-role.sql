-- The role by which KEDA asks how much is owed (base/scaling.yaml), once the api has made the schema. Then: \password halftone_scaler
CREATE ROLE halftone_scaler LOGIN;
GRANT USAGE ON SCHEMA halftone TO halftone_scaler;
GRANT SELECT (id, images, succeeded, failed, cancelled, completed_at, retry_of) ON halftone.jobs TO halftone_scaler;
GRANT SELECT (job_id, due_at, published_at) ON halftone.parked TO halftone_scaler;
GRANT SELECT (state, next_attempt_at) ON halftone.deliveries TO halftone_scaler;
