package dev.halftone.worker.flow;

import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.StoredRendition;
import dev.halftone.worker.meter.WorkerMeter;
import dev.halftone.worker.meter.WorkerMeter.Tag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts images as they end. */
@Component
class ImageMeters {

    private final MeterRegistry meters;
    private final Counter bytesIn;
    private final Counter bytesOut;

    ImageMeters(MeterRegistry meters) {
        this.meters = meters;
        this.bytesIn = bytes(WorkerMeter.BYTES_IN);
        this.bytesOut = bytes(WorkerMeter.BYTES_OUT);
    }

    Stopwatch stopwatch() {
        return new Stopwatch(meters);
    }

    void ended(Outcome outcome, Duration taken) {
        meters.timer(
                        WorkerMeter.IMAGES.getName(),
                        Tag.STATUS.asString(),
                        outcome.status(),
                        Tag.REASON.asString(),
                        outcome instanceof Outcome.Failed failed
                                ? failed.reason().wireName()
                                : "none")
                .record(taken);
        if (outcome instanceof Outcome.Succeeded succeeded) {
            bytesIn.increment((double) succeeded.source().bytes());
            succeeded.renditions().stream().mapToDouble(StoredRendition::bytes).forEach(bytesOut::increment);
        }
    }

    /** @param origin {@code made} or {@code reused} */
    void renditions(String origin, int number) {
        meters.counter(WorkerMeter.RENDITIONS.getName(), Tag.ORIGIN.asString(), origin)
                .increment(number);
    }

    private Counter bytes(WorkerMeter meter) {
        return Counter.builder(meter.getName()).baseUnit(meter.getBaseUnit()).register(meters);
    }
}
