package dev.halftone.api.dispatch;

import dev.halftone.analysis.Analysis;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.wire.TraceParent;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that is this dispatcher's own until its lease ends.
 *
 * @param publishedThrough the number of the last row given to Kafka
 * @param publishedImages how many images the rows up to there have
 * @param unpublished how many images the rows after it have
 * @param due how many images were parked until now
 * @param room how many more images may be published
 * @param stalled whether what was published has to be published again
 * @param leasedUntil after PostgreSQL's clock; no other claim of this job has the same, so it tells whether the claim still holds
 * @param trace of the submission, if it is recorded
 */
record Claim(
        JobId job,
        int publishedThrough,
        int publishedImages,
        int unpublished,
        int due,
        int room,
        boolean stalled,
        List<Rendition> renditions,
        List<Analysis> analyses,
        OffsetDateTime leasedUntil,
        @Nullable TraceParent trace) {}
