package dev.halftone.api.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.outcome.FailureReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What ended between two times. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Interval", description = "The images that ended between two times.")
record IntervalView(
        @Schema(description = "Included.", example = "2026-01-31T12:00:00Z")
        Instant from,

        @Schema(description = "Excluded.", example = "2026-01-31T12:01:00Z")
        Instant to,

        @Schema(example = "1184") long succeeded,
        @Schema(example = "16") long failed,
        @Schema(example = "0") long cancelled,

        @Schema(
                description = "How many failed for each reason that there was; together as many as failed.",
                example = "{\"timeout\": 12, \"http_status\": 4}")
        Map<FailureReason, Long> failures,

        @Schema(description = "Bytes fetched of the images that succeeded.", example = "483729408")
        long bytesIn,

        @Schema(description = "Bytes of their renditions.", example = "231735296")
        long bytesOut,

        @Schema(description = "Absent where no image was processed.") @Nullable
        ProcessTimes processMs) {

    static IntervalView of(Instant from, Instant to, Collection<Counted> counted) {
        return new IntervalView(
                from,
                to,
                images(counted, "succeeded"),
                images(counted, "failed"),
                images(counted, "cancelled"),
                failures(counted),
                sum(counted, Counted::bytesIn),
                sum(counted, Counted::bytesOut),
                ProcessTimes.of(counted));
    }

    private static long images(Collection<Counted> counted, String status) {
        return counted.stream()
                .filter(some -> some.status().equals(status))
                .mapToLong(Counted::images)
                .sum();
    }

    private static Map<FailureReason, Long> failures(Collection<Counted> counted) {
        Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
        counted.forEach(some -> {
            if (some.reason() != null) {
                failures.merge(some.reason(), some.images(), Long::sum);
            }
        });
        return failures;
    }

    private static long sum(Collection<Counted> counted, ToLongFunction<Counted> part) {
        return counted.stream().mapToLong(part).sum();
    }
}
