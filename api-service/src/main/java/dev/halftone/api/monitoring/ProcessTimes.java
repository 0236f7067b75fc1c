package dev.halftone.api.monitoring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles of how long images were processed, by the nearest rank, in milliseconds. Each is known by its bucket alone: bucket n,
 * from 1 on, holds what took from 1.1^(n − 1) to 1.1^n milliseconds, so what is said is within 5 % of what it was.
 */
@Schema(
        name = "ProcessTimes",
        description = "How long the processing of images took that succeeded: percentiles in milliseconds, within 5 %.")
record ProcessTimes(
        @Schema(example = "41") long p50,
        @Schema(example = "96") long p90,
        @Schema(example = "310") long p99) {

    /** The base of the logarithm that {@code halftone.count_throughput} takes. */
    private static final double GROWTH = 1.1;

    /** None where nothing was processed. */
    static @Nullable ProcessTimes of(Collection<Counted> counted) {
        TreeMap<Integer, Long> buckets = counted.stream()
                .filter(some -> some.processTime() > 0)
                .collect(Collectors.toMap(Counted::processTime, Counted::images, Long::sum, TreeMap::new));
        return buckets.isEmpty()
                ? null
                : new ProcessTimes(percentile(buckets, 50), percentile(buckets, 90), percentile(buckets, 99));
    }

    private static long percentile(TreeMap<Integer, Long> buckets, int percent) {
        long images = buckets.values().stream().mapToLong(Long::longValue).sum();
        long rank = Math.ceilDiv(images * percent, 100);
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            rank -= bucket.getValue();
            if (rank <= 0) {
                return Math.round(Math.pow(GROWTH, bucket.getKey() - 0.5));
            }
        }
        throw new IllegalStateException("the rank is at most the number of images");
    }
}
