package dev.halftone.worker.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rows are taken from Kafka.
 *
 * @param pollRecords how many records one poll returns at most; about three polls are buffered before rows are begun
 * @param commitInterval how often the acknowledged offsets are committed
 * @param maxDeferredCommits how many rows may be done while an earlier one of their partition is not; with so many the worker
 *     takes no more until that one is done. After a crash as many are received again
 * @param rebalanceDelay how long a rebalance waits for the images in work of the partitions that it takes away, so that fewer of them
 *     are made twice
 * @param retryBackoff the longest pause before a failed receiver is started anew
 */
@ConfigurationProperties("halftone.intake")
record IntakeSettings(
        @DefaultValue("50") int pollRecords,
        @DefaultValue("500ms") Duration commitInterval,
        @DefaultValue("2000") int maxDeferredCommits,
        @DefaultValue("5s") Duration rebalanceDelay,
        @DefaultValue("15s") Duration retryBackoff) {

    IntakeSettings {
        if (pollRecords < 1 || !commitInterval.isPositive() || !retryBackoff.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.intake: poll-records, commit-interval and retry-backoff are positive");
        }
        if (maxDeferredCommits < 1) {
            throw new IllegalArgumentException("halftone.intake.max-deferred-commits is positive:"
                    + " without deferring, an offset would be committed past a row that is not done");
        }
        if (rebalanceDelay.isNegative()) {
            throw new IllegalArgumentException("halftone.intake.rebalance-delay is not negative");
        }
    }
}
