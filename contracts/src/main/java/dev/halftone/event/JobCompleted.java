package dev.halftone.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import java.time.Instant;
import java.util.Map;

/**
 * A job has reached a terminal state, whichever it is. The body of the webhook that tells it, after Standard Webhooks.
 *
 * @param timestamp when the job completed
 */
@JsonPropertyOrder({"type", "timestamp", "data"})
public record JobCompleted(Instant timestamp, Data data) {

    public static final String TYPE = "job.completed";

    @JsonProperty
    public String type() {
        return TYPE;
    }

    /**
     * @param status the state the job completed in
     * @param bytesIn of all fetched images
     * @param bytesOut of all stored renditions
     * @param links where to read more, by name
     */
    public record Data(
            JobId requestId,
            JobState status,
            int rows,
            int images,
            int succeeded,
            int failed,
            int cancelled,
            long bytesIn,
            long bytesOut,
            Map<String, String> links) {

        public static Data of(
                JobId job,
                JobState state,
                int rows,
                JobCounts counts,
                long bytesIn,
                long bytesOut,
                Map<String, String> links) {
            return new Data(
                    job,
                    state,
                    rows,
                    counts.images(),
                    counts.succeeded(),
                    counts.failed(),
                    counts.cancelled(),
                    bytesIn,
                    bytesOut,
                    links);
        }
    }
}
