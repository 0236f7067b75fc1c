package dev.halftone.api.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Every meter of the api-service: its name, its unit and what it says. Prometheus writes the dots as underscores. */
public enum ApiMeter {
    JOBS_ACCEPTED("halftone.jobs.accepted", "jobs", "Jobs answered with 202, retries included"),
    JOBS_CANCELLED("halftone.jobs.cancelled", "jobs", "Jobs that a client cancelled"),
    ACCESS_REFUSED(
            "halftone.access.refused", "requests", "Requests without a valid key, or with one that does not suffice"),
    QUOTA_EXCEEDED("halftone.quota.exceeded", "requests", "Requests beyond what their tenant may send in a minute"),
    EVENT_STREAMS("halftone.events.streams", "streams", "Clients that follow a job's progress at this moment"),
    JOBS_UNFINISHED("halftone.jobs.unfinished", "jobs", "Jobs without a terminal state, in the whole system"),
    DISPATCH_BACKLOG("halftone.dispatch.backlog", "images", "Images not yet given to Kafka, in the whole system"),
    DISPATCH_AHEAD("halftone.dispatch.ahead", "images", "Images given to Kafka and unfinished, in the whole system"),
    DISPATCH_PARKED("halftone.dispatch.parked", "images", "Images that wait for the time their host named"),
    DISPATCH_WORKERS("halftone.dispatch.workers", "workers", "Workers that the window is measured by"),
    DISPATCH_ROWS("halftone.dispatch.rows", "rows", "Rows that this process gave to Kafka"),
    DISPATCH_REWINDS(
            "halftone.dispatch.rewinds", "jobs", "Jobs whose unfinished rows are published again after a stall"),
    DISPATCH_TOPIC_LOSSES(
            "halftone.dispatch.topic.losses", "topics", "Topics found made anew, whose rows are published again"),
    DISPATCH_UNSENDABLE(
            "halftone.dispatch.unsendable",
            "images",
            "Images that failed because no record of the topic can carry them"),
    DISPATCH_FAILURES("halftone.dispatch.failures", "failures", "Interruptions of dispatch, each of which is retried"),
    DISPATCH_PUBLISH("halftone.dispatch.publish", null, "How long Kafka takes to acknowledge one chunk of rows"),
    RETENTION_JOBS("halftone.retention.jobs", "jobs", "Jobs that expired, retries included"),
    RETENTION_LINES(
            "halftone.retention.lines", "lines", "Rows, outcomes and the like of expired jobs that were deleted"),
    RETENTION_KEYS("halftone.retention.keys", "keys", "Idempotency keys that were deleted"),
    RETENTION_FAILURES("halftone.retention.failures", "failures", "Sweeps that failed, each followed by another");

    private final String meterName;
    private final @Nullable String unit;
    private final String description;

    ApiMeter(String meterName, @Nullable String unit, String description) {
        this.meterName = meterName;
        this.unit = unit;
        this.description = description;
    }

    public String meterName() {
        return meterName;
    }

    public Counter counter(MeterRegistry registry) {
        return Counter.builder(meterName)
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

    public Timer timer(MeterRegistry registry) {
        return Timer.builder(meterName)
                .description(description)
                .publishPercentileHistogram()
                .register(registry);
    }
}
