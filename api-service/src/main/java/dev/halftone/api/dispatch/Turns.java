package dev.halftone.api.dispatch;

import dev.halftone.api.log.RequestIdInLogs;
import dev.halftone.api.meter.ApiMeter;
import dev.halftone.wire.RowMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;

/** One turn after the other: each claims jobs that have room in the window and publishes one chunk of each. */
@Component
class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final ClaimStatement claims;
    private final OwedRows owed;
    private final OwedJobs jobs;
    private final RowSender rows;
    private final Unsendable unsendable;
    private final Workers workers;
    private final DispatchSettings settings;
    private final Counter rewinds;
    private volatile Backlog backlog = Backlog.NONE;

    Turns(
            ClaimStatement claims,
            OwedRows owed,
            OwedJobs jobs,
            RowSender rows,
            Unsendable unsendable,
            Workers workers,
            DispatchSettings settings,
            MeterRegistry meters) {
        this.claims = claims;
        this.owed = owed;
        this.jobs = jobs;
        this.rows = rows;
        this.unsendable = unsendable;
        this.workers = workers;
        this.settings = settings;
        this.rewinds = ApiMeter.DISPATCH_REWINDS.counter(meters);
        ApiMeter.DISPATCH_BACKLOG.gauge(meters, this, turns -> turns.backlog.unpublished());
        ApiMeter.DISPATCH_AHEAD.gauge(meters, this, turns -> turns.backlog.ahead());
        ApiMeter.DISPATCH_PARKED.gauge(meters, this, turns -> turns.backlog.parked());
    }

    /**
     * Errors if a job could not be published, after all others of the turn were.
     *
     * @param abandoned when it completes, claims that are not done are given back as they are
     */
    Mono<Turn> take(KafkaSender<String, byte[]> sender, Mono<Void> abandoned) {
        return Mono.defer(() -> claims.claim(workers.count()))
                .flatMap(claimed -> settleAll(claimed, sender, abandoned).thenReturn(!claimed.isEmpty()))
                .flatMap(published -> jobs.backlog().map(left -> assess(left, published)));
    }

    private Mono<Void> settleAll(List<Claim> claimed, KafkaSender<String, byte[]> sender, Mono<Void> abandoned) {
        return Flux.fromIterable(claimed)
                .flatMapDelayError(claim -> settle(claim, sender, abandoned), settings.jobsPerTurn(), 1)
                .then();
    }

    private Mono<Void> settle(Claim claim, KafkaSender<String, byte[]> sender, Mono<Void> abandoned) {
        Mono<Void> settled = claim.stalled() ? rewind(claim) : publish(claim, sender);
        return settled.thenReturn(claim)
                .takeUntilOther(abandoned)
                .switchIfEmpty(Mono.defer(() -> jobs.giveBack(claim)).thenReturn(claim))
                .then()
                .onErrorResume(failure -> giveBack(claim, failure))
                .contextWrite(context -> RequestIdInLogs.with(context, claim.job()));
    }

    private Mono<Void> publish(Claim claim, KafkaSender<String, byte[]> sender) {
        return owed.next(claim)
                .flatMap(chunk -> rows.send(sender, messages(chunk))
                        .flatMap(refused -> unsendable.fail(claim, refused))
                        .then(Mono.defer(() -> jobs.published(chunk))));
    }

    private static List<RowMessage> messages(Chunk chunk) {
        return chunk.unfinished().stream()
                .map(row -> new RowMessage(
                        row,
                        chunk.claim().renditions(),
                        chunk.claim().analyses(),
                        chunk.claim().trace()))
                .toList();
    }

    private Mono<Void> rewind(Claim claim) {
        return jobs.rewind(claim).doOnSuccess(_ -> {
            rewinds.increment();
            LOG.warn("job {} has stalled or lost its topic: its unfinished rows are published again", claim.job());
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

    private Turn assess(Backlog left, boolean published) {
        backlog = left;
        if (published) {
            return Turn.PUBLISHED;
        }
        return left.unpublished() > 0 ? Turn.WAITING : Turn.IDLE;
    }
}
