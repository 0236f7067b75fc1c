package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class RowsInFlightTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RowsInFlight rows = new RowsInFlight(meters);

    @Test
    void theOldestRowIsKnownWithTheStepOfEachOfItsImages() {
        Sinks.Empty<Void> fetched = Sinks.empty();
        Disposable first = rows.watched(
                        "job/1",
                        Mono.when(
                                RowInFlight.image(
                                        0,
                                        RowInFlight.step("fetch", fetched.asMono())
                                                .then(RowInFlight.step("store", Mono.never()))),
                                RowInFlight.image(3, RowInFlight.step("process", Mono.never())),
                                RowInFlight.image(4, RowInFlight.step("process", Mono.empty()))))
                .subscribe();
        Disposable second =
                rows.watched("job/2", RowInFlight.step("pending", Mono.never())).subscribe();
        assertThat(oldest()).isEqualTo("job/1 {0=fetch, 3=process}");
        fetched.tryEmitEmpty();
        assertThat(oldest()).isEqualTo("job/1 {0=store, 3=process}");
        first.dispose();
        assertThat(oldest()).isEqualTo("job/2 {-1=pending}");
        second.dispose();
        assertThat(rows.oldest()).isEmpty();
        assertThat(rows.count()).isZero();
    }

    @Test
    void theAgeOfTheOldestIsAMeter() throws InterruptedException {
        assertThat(age()).isZero();
        Disposable row = rows.watched("job/1", Mono.never()).subscribe();
        Thread.sleep(20);
        assertThat(age()).isGreaterThanOrEqualTo(20);
        assertThat(meters.get(WorkerMeter.ROWS_IN_FLIGHT.meterName()).gauge().value())
                .isEqualTo(1);
        row.dispose();
        assertThat(age()).isZero();
    }

    @Test
    void aRowWaitsWhenNoneOfItsImagesIsInWork() {
        Sinks.Empty<Void> lookedUp = Sinks.empty();
        Sinks.Empty<Void> fetched = Sinks.empty();
        Mono<Void> inWork = RowInFlight.turn(RowInFlight.step("fetch", fetched.asMono()));
        Mono<Void> waiting = RowInFlight.turn(Mono.never());
        Mono<Void> row = RowInFlight.step("pending", lookedUp.asMono())
                .then(Mono.when(RowInFlight.image(0, inWork), RowInFlight.image(1, waiting)));
        assertThat(rows.isWaiting()).isTrue();
        Disposable begun = rows.watched("job/1", row).subscribe();
        assertThat(rows.isWaiting()).isFalse();
        lookedUp.tryEmitEmpty();
        assertThat(rows.isWaiting()).isFalse();
        fetched.tryEmitEmpty();
        assertThat(rows.isWaiting()).isTrue();
        begun.dispose();
    }

    private String oldest() {
        return rows.oldest().map(RowInFlight::toString).orElseThrow();
    }

    private double age() {
        return 1000
                * meters.get(WorkerMeter.ROWS_OLDEST_AGE.meterName()).gauge().value();
    }
}
