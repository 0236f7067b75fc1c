package dev.halftone.api.submission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How manifests are taken. Each that is read holds a thread and a database connection while its bytes arrive.
 *
 * @param concurrency at once; to stay below the size of the connection pool
 * @param maxWaiting how many more may wait for their turn
 * @param maxWait how long
 * @param idempotencyRetention how long a submission sent again with its {@code Idempotency-Key} makes no second job
 */
@ConfigurationProperties("halftone.submission")
record SubmissionSettings(
        @DefaultValue("8") int concurrency,
        @DefaultValue("1000") int maxWaiting,
        @DefaultValue("20s") Duration maxWait,
        @DefaultValue("24h") Duration idempotencyRetention) {

    SubmissionSettings {
        if (concurrency < 1 || maxWaiting < 0 || maxWait.isNegative() || !idempotencyRetention.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.submission: concurrency is at least 1, max-waiting and max-wait are not negative, idempotency-retention is above 0");
        }
    }
}
