package dev.halftone.api.dispatch;

import dev.halftone.api.meter.ApiMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;

/** One turn after the other: each claims the jobs that have waited longest and publishes one chunk of each. */
@Component
class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final OwedJobs jobs;
    private final RowSender rows;
    private final DispatchSettings settings;
    private final Counter rewinds;
    private volatile Backlog backlog = Backlog.NONE;

    Turns(OwedJobs jobs, RowSender rows, DispatchSettings settings, MeterRegistry meters) {
        this.jobs = jobs;
        this.rows = rows;
        this.settings = settings;
        this.rewinds = ApiMeter.DISPATCH_REWINDS.counter(meters);
        ApiMeter.JOBS_UNFINISHED.gauge(meters, this, turns -> turns.backlog.jobs());
        ApiMeter.DISPATCH_BACKLOG.gauge(meters, this, turns -> turns.backlog.unpublished());
        ApiMeter.DISPATCH_AHEAD.gauge(meters, this, turns -> turns.backlog.ahead());
    }

    /** Errors if a job could not be published, after all others of the turn were. */
    Mono<Turn> take(KafkaSender<String, byte[]> sender) {
        return jobs.claim()
                .collectList()
                .flatMap(claims -> settleAll(claims, sender).thenReturn(!claims.isEmpty()))
                .flatMap(published -> jobs.backlog().map(owed -> assess(owed, published)));
    }

    private Mono<Void> settleAll(List<Claim> claims, KafkaSender<String, byte[]> sender) {
        return Flux.fromIterable(claims)
                .flatMapDelayError(claim -> settle(claim, sender), settings.jobsPerTurn(), 1)
                .then();
    }

    private Mono<Void> settle(Claim claim, KafkaSender<String, byte[]> sender) {
        Mono<Void> settled = claim.stalled() ? rewind(claim) : publish(claim, sender);
        return settled.onErrorResume(failure -> giveBack(claim, failure));
    }

    private Mono<Void> publish(Claim claim, KafkaSender<String, byte[]> sender) {
        return jobs.next(claim)
                .flatMap(chunk ->
                        rows.send(sender, chunk.messages()).then(Mono.defer(() -> jobs.published(claim, chunk))));
    }

    private Mono<Void> rewind(Claim claim) {
        return jobs.rewind(claim).doOnSuccess(_ -> {
            rewinds.increment();
            LOG.atWarn()
                    .addKeyValue("requestId", claim.job())
                    .log("job {} has stalled: its unfinished rows are published again", claim.job());
        });
    }

    // where this fails too, the lease runs out by itself
    private Mono<Void> giveBack(Claim claim, Throwable failure) {
        IllegalStateException error = new IllegalStateException("job " + claim.job() + " was not dispatched", failure);
        return jobs.giveBack(claim)
                .doOnError(error::addSuppressed)
                .onErrorComplete()
                .then(Mono.error(error));
    }

    private Turn assess(Backlog owed, boolean published) {
        backlog = owed;
        if (published) {
            return Turn.PUBLISHED;
        }
        return owed.unpublished() > 0 ? Turn.WAITING : Turn.IDLE;
    }
}
