package dev.halftone.api.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every meter of the api-service: its name, its unit and what it says. Prometheus writes the dots as underscores. */
public enum ApiMeter {
    JOBS_ACCEPTED("halftone.jobs.accepted", Meter.Type.COUNTER, "jobs", "Jobs answered with 202, retries included"),
    JOBS_CANCELLED("halftone.jobs.cancelled", Meter.Type.COUNTER, "jobs", "Jobs that a client cancelled"),
    ACCESS_REFUSED(
            "halftone.access.refused",
            Meter.Type.COUNTER,
            "requests",
            "Requests without a valid key, or with one that does not suffice"),
    QUOTA_EXCEEDED(
            "halftone.quota.exceeded",
            Meter.Type.COUNTER,
            "requests",
            "Requests beyond what their tenant may send in a minute"),
    EVENT_STREAMS(
            "halftone.events.streams",
            Meter.Type.GAUGE,
            "streams",
            "Clients that follow a job's progress at this moment"),
    JOBS_UNFINISHED(
            "halftone.jobs.unfinished",
            Meter.Type.GAUGE,
            "jobs",
            "Jobs without a terminal state, in the whole system",
            "state"),
    JOBS_ENDED(
            "halftone.jobs.ended",
            Meter.Type.GAUGE,
            "jobs",
            "Jobs that ended within the last five minutes, in the whole system",
            "state"),
    JOBS_STANDSTILL(
            "halftone.jobs.standstill",
            Meter.Type.GAUGE,
            "seconds",
            "How long no image has ended of the unfinished job that stands still longest; jobs whose images all wait for their hosts are not counted"),
    DELIVERIES_PENDING(
            "halftone.deliveries.pending",
            Meter.Type.GAUGE,
            "deliveries",
            "Webhook deliveries that are owed, in the whole system"),
    DELIVERIES_OVERDUE(
            "halftone.deliveries.overdue",
            Meter.Type.GAUGE,
            "seconds",
            "How long the longest due of them waits for a worker to attempt it"),
    DISPATCH_BACKLOG(
            "halftone.dispatch.backlog",
            Meter.Type.GAUGE,
            "images",
            "Images not yet given to Kafka, in the whole system"),
    DISPATCH_AHEAD(
            "halftone.dispatch.ahead",
            Meter.Type.GAUGE,
            "images",
            "Images given to Kafka and unfinished, in the whole system"),
    DISPATCH_PARKED(
            "halftone.dispatch.parked", Meter.Type.GAUGE, "images", "Images that wait for the time their host named"),
    DISPATCH_WORKERS(
            "halftone.dispatch.workers", Meter.Type.GAUGE, "workers", "Workers that the window is measured by"),
    DISPATCH_ROWS("halftone.dispatch.rows", Meter.Type.COUNTER, "rows", "Rows that this process gave to Kafka"),
    DISPATCH_REWINDS(
            "halftone.dispatch.rewinds",
            Meter.Type.COUNTER,
            "jobs",
            "Jobs whose unfinished rows are published again after a stall"),
    DISPATCH_TOPIC_LOSSES(
            "halftone.dispatch.topic.losses",
            Meter.Type.COUNTER,
            "topics",
            "Topics found made anew, whose rows are published again"),
    DISPATCH_UNSENDABLE(
            "halftone.dispatch.unsendable",
            Meter.Type.COUNTER,
            "images",
            "Images that failed because no record of the topic can carry them"),
    DISPATCH_FAILURES(
            "halftone.dispatch.failures",
            Meter.Type.COUNTER,
            "failures",
            "Interruptions of dispatch, each of which is retried"),
    DISPATCH_PUBLISH(
            "halftone.dispatch.publish",
            Meter.Type.TIMER,
            null,
            "How long Kafka takes to acknowledge one chunk of rows"),
    RETENTION_JOBS("halftone.retention.jobs", Meter.Type.COUNTER, "jobs", "Jobs that expired, retries included"),
    RETENTION_LINES(
            "halftone.retention.lines",
            Meter.Type.COUNTER,
            "lines",
            "Rows, outcomes and the like of expired jobs that were deleted"),
    RETENTION_KEYS("halftone.retention.keys", Meter.Type.COUNTER, "keys", "Idempotency keys that were deleted"),
    RETENTION_FAILURES(
            "halftone.retention.failures",
            Meter.Type.COUNTER,
            "failures",
            "Sweeps that failed, each followed by another");

    /** From what Kafka takes when it is well to what it takes before somebody is told. */
    private static final List<Duration> BUCKETS = Stream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toList();

    private final String meterName;
    private final Meter.Type type;
    private final @Nullable String unit;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final List<String> tagNames;

    ApiMeter(String meterName, Meter.Type type, @Nullable String unit, String description, String... tagNames) {
        this.meterName = meterName;
        this.type = type;
        this.unit = unit;
        this.description = description;
        this.tagNames = List.of(tagNames);
    }

    public String meterName() {
        return meterName;
    }

    public Meter.Type type() {
        return type;
    }

    public @Nullable String unit() {
        return unit;
    }

    public List<String> tagNames() {
        return tagNames;
    }

    public Counter counter(MeterRegistry registry) {
        return Counter.builder(meterName)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    /**
     * The registry holds the subject only weakly.
     *
     * @param values of the tags, in their order
     */
    public <T> void gauge(MeterRegistry registry, T subject, ToDoubleFunction<T> value, String... values) {
        Gauge.builder(meterName, subject, value)
                .baseUnit(unit)
                .description(description)
                .tags(tags(values))
                .register(registry);
    }

    public Timer timer(MeterRegistry registry) {
        return Timer.builder(meterName)
                .description(description)
                .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
                .register(registry);
    }

    private Tags tags(String... values) {
        if (values.length != tagNames.size()) {
            throw new IllegalArgumentException(meterName + " has the tags " + tagNames);
        }
        return Tags.of(IntStream.range(0, values.length)
                .mapToObj(index -> Tag.of(tagNames.get(index), values[index]))
                .toList());
    }
}
