package dev.halftone.api.retention;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept.
 *
 * @param jobs how long a job is kept after it, and every retry of it, has ended; one that still owes a webhook is kept longer
 * @param linger how long the rows and outcomes of an expired job stay, so that whoever reads its report can read to the end
 * @param idempotencyKeys how long an idempotency key is kept
 * @param uploads how long an upload is kept that no job refers to, because its submission is still on its way or came to nothing
 * @param throughput how long is known what ended in a minute
 * @param interval how often what is old is looked for
 * @param batch how many lines of a table are deleted by one statement at most
 */
@ConfigurationProperties("halftone.retention")
record RetentionSettings(
        @DefaultValue("30d") Duration jobs,
        @DefaultValue("1h") Duration linger,
        @DefaultValue("24h") Duration idempotencyKeys,
        @DefaultValue("6h") Duration uploads,
        @DefaultValue("90d") Duration throughput,
        @DefaultValue("5m") Duration interval,
        @DefaultValue("1000") int batch) {

    RetentionSettings {
        if (Stream.of(jobs, linger, idempotencyKeys, uploads, throughput).anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException(
                    "halftone.retention: jobs, linger, idempotency-keys, uploads and throughput are not negative");
        }
        if (!interval.isPositive() || batch < 1) {
            throw new IllegalArgumentException("halftone.retention: interval and batch are positive");
        }
    }
}
