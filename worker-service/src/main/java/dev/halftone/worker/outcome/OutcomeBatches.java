package dev.halftone.worker.outcome;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Timings;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Gathers outcomes of all rows into batches and writes them one after the other: what has come since the last look, at most
 * {@code linger} ago. While PostgreSQL is away the batches wait, and with them whoever asked: how many that are is bounded by the rows in
 * flight. Not {@code bufferTimeout}: with fair back-pressure it forgets its timer when something comes just as a buffer is taken
 * (reactor-core 3.8.6), and what is in work then waits for ever.
 */
@Component
class OutcomeBatches implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeBatches.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    /** The classes of SQLSTATE for data that is not valid, and for data that breaks a constraint. */
    private static final Set<String> DATA = Set.of("22", "23");

    private final OutcomeStatement statement;
    private final OutcomeSettings settings;
    private final DistributionSummary batchSizes;
    private final Counter retries;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final Disposable writing;

    OutcomeBatches(OutcomeStatement statement, OutcomeSettings settings, MeterRegistry meters) {
        this.statement = statement;
        this.settings = settings;
        this.batchSizes = WorkerMeter.OUTCOME_BATCH.summary(meters);
        this.retries = WorkerMeter.RETRIES.counter(meters, "record");
        this.writing = Flux.interval(settings.linger())
                .onBackpressureDrop()
                .concatMap(_ -> writeAll(), 1)
                .subscribe();
    }

    /**
     * Completes once the outcome's batch is committed. An outcome whose data PostgreSQL refuses is recorded as
     * {@code processing_failed}; fails only if it refuses that too.
     * Cancelling changes nothing: the outcome is written all the same.
     */
    Mono<Void> add(Outcome outcome) {
        return Mono.defer(() -> {
            Entry entry = new Entry(outcome, Sinks.empty());
            waiting.add(entry);
            return entry.committed.asMono();
        });
    }

    private Mono<Void> writeAll() {
        return Mono.fromSupplier(this::next)
                .filter(batch -> !batch.isEmpty())
                .flatMap(this::write)
                .repeat(() -> !waiting.isEmpty())
                .then();
    }

    private List<Entry> next() {
        return Stream.generate(waiting::poll)
                .limit(settings.batchSize())
                .takeWhile(Objects::nonNull)
                .toList();
    }

    private Mono<Void> write(List<Entry> batch) {
        return record(batch)
                .doOnSuccess(nothing -> batch.forEach(entry -> entry.committed.tryEmitEmpty()))
                .onErrorResume(e -> batch.size() == 1 ? refuse(batch.getFirst(), e) : writeOneByOne(batch, e));
    }

    private Mono<Void> record(List<Entry> batch) {
        return statement
                .record(batch.stream().map(Entry::outcome).toList())
                .timeout(settings.timeout())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                        .maxBackoff(settings.retryBackoff())
                        .filter(e -> !isRefusal(e))
                        .doBeforeRetry(this::noteRetry))
                .doOnSuccess(nothing -> batchSizes.record(batch.size()));
    }

    /** One outcome that PostgreSQL refuses must not take the others with it. */
    private Mono<Void> writeOneByOne(List<Entry> batch, Throwable refusal) {
        LOG.error("PostgreSQL refused a batch of {} outcomes, each is written alone", batch.size(), refusal);
        return Flux.fromIterable(batch)
                .concatMap(entry -> write(List.of(entry)), 1)
                .then();
    }

    /** The image must end all the same. */
    private Mono<Void> refuse(Entry entry, Throwable refusal) {
        Outcome last =
                new Outcome.Failed(entry.outcome.image(), FailureReason.PROCESSING_FAILED, null, 0, Timings.NONE);
        if (entry.outcome.equals(last)) {
            entry.committed.tryEmitError(refusal);
            return Mono.empty();
        }
        LOG.error("PostgreSQL refused {}, which fails instead", entry.outcome, refusal);
        return write(List.of(new Entry(last, entry.committed)));
    }

    /** Whether it is the data that makes the statement fail, and not the state of PostgreSQL or of its schema. */
    private static boolean isRefusal(Throwable e) {
        return e.getCause() instanceof R2dbcException cause
                && cause.getSqlState() != null
                && DATA.contains(cause.getSqlState().substring(0, 2));
    }

    private void noteRetry(Retry.RetrySignal signal) {
        LOG.warn(
                "Recording, attempt {}: {}",
                signal.totalRetries() + 1,
                NestedExceptionUtils.getMostSpecificCause(signal.failure()).toString());
        LOG.debug("Recording", signal.failure());
        retries.increment();
    }

    @Override
    public void destroy() {
        writing.dispose();
    }

    private record Entry(Outcome outcome, Sinks.Empty<Void> committed) {}
}
