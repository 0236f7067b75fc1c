package dev.halftone.api.retention;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes all that is old, one small piece after the other. Any number of processes may sweep at once. */
@Component
class Sweep {

    private final ExpiredJobs jobs;
    private final OldKeys keys;
    private final OldUploads uploads;
    private final OldThroughput throughput;

    Sweep(ExpiredJobs jobs, OldKeys keys, OldUploads uploads, OldThroughput throughput) {
        this.jobs = jobs;
        this.keys = keys;
        this.uploads = uploads;
        this.throughput = throughput;
    }

    /** Completes once nothing old is left, but for what other processes are at. */
    Mono<Void> run() {
        return Flux.concat(
                        untilNone(jobs.expire()),
                        untilNone(jobs.deletePiece()),
                        untilNone(keys.delete()),
                        untilNone(throughput.delete()),
                        untilNone(uploads.expire()),
                        untilNone(uploads.delete()))
                .then();
    }

    private static Flux<Long> untilNone(Mono<Long> piece) {
        return piece.expand(_ -> piece);
    }
}
