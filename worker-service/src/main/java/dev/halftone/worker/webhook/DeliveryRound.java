package dev.halftone.worker.webhook;

import dev.halftone.worker.log.RequestIdInLogs;
import dev.halftone.worker.meter.WorkerMeter;
import dev.halftone.worker.trace.Trace;
import dev.halftone.worker.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** Keeps delivering: claims what is due whenever places are free, and makes as many attempts at a time as there are places. */
final class DeliveryRound {

    private static final Logger log = LoggerFactory.getLogger(DeliveryRound.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final int RECORDINGS = 5;

    /** Before a delivery that failed through our own fault is begun anew: the fault may last, and the receiver was told perhaps. */
    private static final Duration BREATHER = Duration.ofSeconds(5);

    private final Deliveries deliveries;
    private final Courier courier;
    private final RetrySchedule schedule;
    private final WebhookSettings settings;
    private final Traces traces;
    private final MeterRegistry meters;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Sinks.Many<Long> freed = Sinks.many().multicast().directBestEffort();

    DeliveryRound(
            Deliveries deliveries,
            Courier courier,
            RetrySchedule schedule,
            WebhookSettings settings,
            Traces traces,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.courier = courier;
        this.schedule = schedule;
        this.settings = settings;
        this.traces = traces;
        this.meters = meters;
    }

    /** Delivers until {@code stop} emits; completes when the attempts then under way are recorded. */
    Mono<Void> until(Publisher<?> stop) {
        return Flux.merge(Flux.interval(Duration.ZERO, settings.pollInterval()), freed.asFlux())
                .takeUntilOther(stop)
                .onBackpressureLatest()
                .concatMap(tick -> claim(), 0)
                .flatMap(this::attempt, settings.concurrency())
                .then();
    }

    private Flux<Claim> claim() {
        int places = settings.concurrency() - underWay.get();
        return places < 1
                ? Flux.empty()
                : deliveries
                        .claim(places)
                        .doOnNext(claim -> underWay.incrementAndGet())
                        .onErrorResume(DeliveryRound::untilTheNextTick);
    }

    private static Flux<Claim> untilTheNextTick(Throwable failure) {
        log.warn(
                "deliveries cannot be claimed, and are tried again: {}",
                NestedExceptionUtils.getMostSpecificCause(failure).toString());
        return Flux.empty();
    }

    private Mono<Void> attempt(Claim claim) {
        return Mono.usingWhen(
                        Mono.just(claim),
                        it -> delivery(it).flatMap(this::attempt),
                        _ -> Mono.empty(),
                        this::giveBack,
                        it -> giveBack(it, Duration.ZERO))
                .onErrorComplete()
                .doFinally(signal -> leave())
                .transform(work -> traces.delivery(claim.trace(), claim.job(), work))
                .contextWrite(context -> RequestIdInLogs.with(context, claim.job()));
    }

    private Mono<Void> giveBack(Claim claim, Throwable failure) {
        log.warn("delivery {} is given back", claim.id(), failure);
        return giveBack(claim, BREATHER);
    }

    private Mono<Void> giveBack(Claim claim, Duration pause) {
        return deliveries
                .giveBack(claim, pause)
                .doOnError(failure -> log.warn(
                        "delivery {} waits for its lease to run out: {}",
                        claim.id(),
                        NestedExceptionUtils.getMostSpecificCause(failure).toString()))
                .onErrorComplete();
    }

    private Mono<Void> attempt(Delivery delivery) {
        return Trace.span("attempt", courier.deliver(delivery)).flatMap(attempt -> recorded(delivery, attempt));
    }

    private Mono<Void> recorded(Delivery delivery, Attempt attempt) {
        Verdict verdict = schedule.after(attempt, delivery.attempts() + 1);
        WorkerMeter.WEBHOOK_ATTEMPTS
                .timer(meters, verdict.wireName(), attempt.failure())
                .record(attempt.took());
        log.info("delivery {}, attempt {}: {}, {}", delivery.id(), delivery.attempts() + 1, attempt, verdict);
        return deliveries
                .record(delivery, attempt, verdict)
                .retryWhen(Retry.backoff(RECORDINGS, FIRST_BACKOFF)
                        .doBeforeRetry(retry -> log.warn(
                                "an attempt cannot be recorded: {}",
                                NestedExceptionUtils.getMostSpecificCause(retry.failure())
                                        .toString())));
    }

    private Mono<Delivery> delivery(Claim claim) {
        if (claim.body() != null) {
            return Mono.just(claim.with(claim.body()));
        }
        if (claim.event() == null) {
            return deliveries.abandon(claim.id()).then(Mono.empty());
        }
        return deliveries.keepBody(claim.id(), EventBody.of(claim.event())).map(claim::with);
    }

    private void leave() {
        underWay.decrementAndGet();
        freed.tryEmitNext(0L);
    }
}
