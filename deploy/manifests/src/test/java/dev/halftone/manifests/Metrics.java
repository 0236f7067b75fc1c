package dev.halftone.manifests;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Prometheus reads of both services, and the labels of each metric, by what their meters are declared to be. */
final class Metrics {

    /** Of Spring Boot and Prometheus themselves. */
    private static final Map<String, Set<String>> FOREIGN = Map.of(
            "up", Set.of("job"),
            "http_server_requests_seconds_count", Set.of("status", "uri"),
            "process_cpu_usage", Set.of(),
            "jvm_memory_used_bytes", Set.of("area"));

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private Metrics() {}

    static Map<String, Set<String>> labelsByName() {
        Metrics metrics = new Metrics();
        for (ApiMeter meter : ApiMeter.values()) {
            metrics.register(meter.meterName(), meter.type(), meter.unit(), meter.tagNames());
        }
        for (WorkerMeter meter : WorkerMeter.values()) {
            metrics.register(meter.meterName(), meter.type(), meter.unit(), meter.tagNames());
        }
        Map<String, Set<String>> labels = new HashMap<>(FOREIGN);
        Matcher sample = SAMPLE.matcher(metrics.registry.scrape());
        while (sample.find()) {
            labels.merge(sample.group(1), labels(sample.group(2)), Metrics::union);
        }
        return labels;
    }

    private void register(String name, Meter.Type type, @Nullable String unit, List<String> tagNames) {
        List<Tag> tags = tagNames.stream().map(tag -> Tag.of(tag, "any")).toList();
        switch (type) {
            case COUNTER -> Counter.builder(name).baseUnit(unit).tags(tags).register(registry);
            case GAUGE -> Gauge.builder(name, () -> 0).baseUnit(unit).tags(tags).register(registry);
            case DISTRIBUTION_SUMMARY ->
                DistributionSummary.builder(name).baseUnit(unit).tags(tags).register(registry);
            case TIMER ->
                Timer.builder(name)
                        .tags(tags)
                        .serviceLevelObjectives(Duration.ofSeconds(1))
                        .register(registry);
            default -> throw new IllegalArgumentException(name + " is a " + type);
        }
    }

    private static Set<String> labels(@Nullable String text) {
        Set<String> labels = new TreeSet<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.add(label.group(1));
        }
        return labels;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }
}
