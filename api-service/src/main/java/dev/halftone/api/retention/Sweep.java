package dev.halftone.api.retention;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes all that is old, one small piece after the other. Any number of processes may sweep at once. */
@Component
class Sweep {

    private final ExpiredJobs jobs;
    private final OldKeys keys;

    Sweep(ExpiredJobs jobs, OldKeys keys) {
        this.jobs = jobs;
        this.keys = keys;
    }

    /** Completes once nothing old is left, but for what other processes are at. */
    Mono<Void> run() {
        return Flux.concat(untilNone(jobs.expire()), untilNone(jobs.deletePiece()), untilNone(keys.delete()))
                .then();
    }

    private static Flux<Long> untilNone(Mono<Long> piece) {
        return piece.expand(_ -> piece);
    }
}
