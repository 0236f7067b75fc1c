package dev.halftone.worker.flow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the worker holds at once, and for how long.
 *
 * @param rowsInFlight how many rows are received and not yet acknowledged: several times as many as a worker is sent, so that none
 *     waits in Kafka behind another job's. How many of their images are in work is found out; see {@link Pace}
 * @param imagesPerRow how many images of one row are in work at once
 * @param maxBytesInFlight what all fetched sources together may hold of the heap; half of the heap if not set. An image claims
 *     {@code halftone.fetch.max-bytes} until it is fetched, and its own size from then on
 * @param imageTimeLimit how long fetching an image may take with all retries and waiting for its host, and then processing it, before
 *     it fails: the last resort, so that every row ends
 * @param maxWorkerDeaths how many workers may die while they process an image, before it fails as {@code poison}. More than of child
 *     processes ({@code halftone.process.max-deaths}), as most deaths of workers are no image's fault
 * @param retryBackoff the longest pause before a step that failed for a reason of ours is tried again
 * @param alarmAge how long a row may be in flight before the log tells of it, and how often it does so
 */
@ConfigurationProperties("halftone.flow")
record FlowSettings(
        @DefaultValue("256") int rowsInFlight,
        @DefaultValue("16") int imagesPerRow,
        @Nullable DataSize maxBytesInFlight,
        @DefaultValue("15m") Duration imageTimeLimit,
        @DefaultValue("5") int maxWorkerDeaths,
        @DefaultValue("15s") Duration retryBackoff,
        @DefaultValue("5m") Duration alarmAge) {

    FlowSettings {
        if (rowsInFlight < 1 || imagesPerRow < 1 || maxWorkerDeaths < 1) {
            throw new IllegalArgumentException(
                    "halftone.flow: rows-in-flight, images-per-row and max-worker-deaths are positive");
        }
        if (!imageTimeLimit.isPositive() || !retryBackoff.isPositive() || !alarmAge.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.flow: image-time-limit, retry-backoff and alarm-age are positive");
        }
        if (maxBytesInFlight != null && maxBytesInFlight.toBytes() < 1) {
            throw new IllegalArgumentException("halftone.flow.max-bytes-in-flight is positive");
        }
    }

    long byteBudget() {
        return maxBytesInFlight == null ? Runtime.getRuntime().maxMemory() / 2 : maxBytesInFlight.toBytes();
    }
}
