package dev.halftone.worker.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every meter of the worker: its name, unit and tags are part of the surface. Prometheus writes the dots as underscores. */
public enum WorkerMeter {
    ROWS_IN_FLIGHT("halftone.worker.rows.in.flight", Meter.Type.GAUGE, null, "Rows received and not yet acknowledged"),
    ROWS_OLDEST_AGE(
            "halftone.worker.rows.oldest.age",
            Meter.Type.GAUGE,
            "seconds",
            "How long the oldest of them is in flight; many minutes are a row that stands still"),
    ROWS_UNREADABLE(
            "halftone.worker.rows.unreadable",
            Meter.Type.COUNTER,
            null,
            "Kafka records that no row could be read from"),
    INTAKE_RESTARTS(
            "halftone.worker.intake.restarts",
            Meter.Type.COUNTER,
            null,
            "Times that the Kafka receiver ended with an error and was started anew"),
    IMAGES_IN_FLIGHT(
            "halftone.worker.images.in.flight", Meter.Type.GAUGE, null, "Images that are begun and have not ended"),
    IMAGES_PACE(
            "halftone.worker.images.pace",
            Meter.Type.GAUGE,
            null,
            "How many may be for now: more when the decoder lacks work, fewer when fetched images wait for it"),
    IMAGES(
            "halftone.worker.images",
            Meter.Type.TIMER,
            null,
            "From when an image is begun to its outcome",
            Tag.STATUS,
            Tag.REASON),
    STEPS(
            "halftone.worker.steps",
            Meter.Type.TIMER,
            null,
            "One step of an image, however it ended, with the waiting for its turn",
            Tag.STEP),
    CHILD_DEATHS(
            "halftone.worker.child.deaths",
            Meter.Type.COUNTER,
            null,
            "Child processes that ended of themselves while they processed an image"),
    RETRIES(
            "halftone.worker.retries",
            Meter.Type.COUNTER,
            null,
            "Failures of our own that are retried: PostgreSQL, the object store or Kafka is ill",
            Tag.STEP),
    RENDITIONS(
            "halftone.worker.renditions",
            Meter.Type.COUNTER,
            null,
            "Renditions of images that succeeded: made for it, or reused from an equal source",
            Tag.ORIGIN),
    BYTES_IN("halftone.worker.bytes.in", Meter.Type.COUNTER, "bytes", "Bytes of sources that succeeded"),
    BYTES_OUT("halftone.worker.bytes.out", Meter.Type.COUNTER, "bytes", "Bytes of their renditions"),
    BYTES_CLAIMED(
            "halftone.worker.bytes.claimed",
            Meter.Type.GAUGE,
            "bytes",
            "What images in flight have claimed of halftone.flow.max-bytes-in-flight"),
    CLAIMS_WAITING(
            "halftone.worker.claims.waiting",
            Meter.Type.GAUGE,
            null,
            "Images that wait for their share of those bytes"),
    OUTCOME_BATCH(
            "halftone.worker.outcome.batch",
            Meter.Type.DISTRIBUTION_SUMMARY,
            null,
            "Outcomes written with one statement"),
    WEBHOOK_ATTEMPTS(
            "halftone.worker.webhook.attempts",
            Meter.Type.TIMER,
            null,
            "POSTs to webhooks, by what became of the delivery and why",
            Tag.RESULT,
            Tag.REASON);

    /** Few enough for every worker, reason and step to have them: from what a decoder takes to what a slow origin may. */
    private static final List<Duration> BUCKETS = Stream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toList();

    private final String meterName;
    private final Meter.Type type;
    private final @Nullable String unit;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final List<Tag> tags;

    WorkerMeter(String meterName, Meter.Type type, @Nullable String unit, String description, Tag... tags) {
        this.meterName = meterName;
        this.type = type;
        this.unit = unit;
        this.description = description;
        this.tags = List.of(tags);
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
        return tags.stream().map(Tag::key).toList();
    }

    /** @param values of the tags, in their order */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(meterName)
                .baseUnit(unit)
                .description(description)
                .tags(tags(values))
                .register(registry);
    }

    /** @param values of the tags, in their order */
    public Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(meterName)
                .description(description)
                .tags(tags(values))
                .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
                .register(registry);
    }

    public DistributionSummary summary(MeterRegistry registry) {
        return DistributionSummary.builder(meterName)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    /** The registry holds the subject only weakly. */
    public <T> void gauge(MeterRegistry registry, T subject, ToDoubleFunction<T> value) {
        Gauge.builder(meterName, subject, value)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private Tags tags(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException(meterName + " has the tags " + tagNames());
        }
        return Tags.of(IntStream.range(0, values.length)
                .mapToObj(index ->
                        io.micrometer.core.instrument.Tag.of(tags.get(index).key(), values[index]))
                .toList());
    }

    /** What meters are told apart by. */
    private enum Tag {
        /** {@code succeeded} or {@code failed}. */
        STATUS,
        /** The wire name of the failure's reason, or {@code none}. */
        REASON,
        /** What is done, such as {@code fetch}, {@code process} or {@code store}. */
        STEP,
        /** {@code made} or {@code reused}. */
        ORIGIN,
        /** {@code succeeded}, {@code again} or {@code given_up}. */
        RESULT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
