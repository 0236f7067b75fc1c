package dev.halftone.worker.flow;

import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rows that are begun and not yet acknowledged: nothing stands still unseen. */
@Component
class RowsInFlight {

    private final Set<RowInFlight> rows = ConcurrentHashMap.newKeySet();

    RowsInFlight(MeterRegistry meters) {
        WorkerMeter.ROWS_IN_FLIGHT.gauge(meters, rows, Set::size);
        WorkerMeter.ROWS_OLDEST_AGE.gauge(meters, this, all -> all.oldestAge().toMillis() / 1000.0);
    }

    int count() {
        return rows.size();
    }

    /** Whether no row does anything else than wait for its turn. */
    boolean isWaiting() {
        return rows.stream().allMatch(RowInFlight::isWaiting);
    }

    /** The same work, watched from its subscription to its end. Its steps are told by {@link RowInFlight#step}. */
    <T> Mono<T> watched(String name, Mono<T> work) {
        return Mono.using(() -> begun(name), row -> work.contextWrite(row::into), rows::remove);
    }

    /** The row that was begun first; empty if none is. */
    Optional<RowInFlight> oldest() {
        return rows.stream().max(Comparator.comparing(RowInFlight::age));
    }

    private Duration oldestAge() {
        return oldest().map(RowInFlight::age).orElse(Duration.ZERO);
    }

    private RowInFlight begun(String name) {
        RowInFlight row = new RowInFlight(name);
        rows.add(row);
        return row;
    }
}
