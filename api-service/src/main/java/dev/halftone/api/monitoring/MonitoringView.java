package dev.halftone.api.monitoring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tenant's images by interval. */
@Schema(name = "Monitoring", description = "What ended when.")
record MonitoringView(
        @Schema(description = "How long each interval is, but the last, which ends with 'to'.", example = "PT1M")
        Duration interval,

        @Schema(description = "All of them together.") IntervalView total,

        @Schema(description = "Each one, in order, also where nothing ended.")
        List<IntervalView> intervals) {

    static MonitoringView of(Span span, Collection<Counted> counted) {
        Map<Instant, List<Counted>> byBegin = counted.stream().collect(Collectors.groupingBy(Counted::begin));
        return new MonitoringView(
                span.interval(),
                IntervalView.of(span.from(), span.to(), counted),
                span.begins().stream()
                        .map(begin -> IntervalView.of(begin, span.endOf(begin), byBegin.getOrDefault(begin, List.of())))
                        .toList());
    }
}
