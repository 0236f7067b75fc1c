package dev.halftone.worker.outcome;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How outcomes are recorded.
 *
 * @param batchSize how many are written with one statement at most
 * @param linger how long the first of a batch waits for others
 * @param timeout how long PostgreSQL may take for one statement before it is sent again
 * @param retryBackoff the longest pause before a failed statement is sent again
 */
@ConfigurationProperties("halftone.outcome")
record OutcomeSettings(
        @DefaultValue("200") int batchSize,
        @DefaultValue("10ms") Duration linger,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("15s") Duration retryBackoff) {

    OutcomeSettings {
        if (batchSize < 1 || !linger.isPositive() || !timeout.isPositive() || !retryBackoff.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.outcome: batch-size, linger, timeout and retry-backoff are positive");
        }
    }
}
