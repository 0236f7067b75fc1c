package dev.halftone.api.job.action;

import dev.halftone.api.database.Patience;
import dev.halftone.api.job.Columns;
import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cancels jobs. */
@Component
class Cancellation {

    // Outcomes first and in order, then the job's line: as the workers do, so that neither waits for the other in a
    // circle.
    private static final String CANCEL = """
            WITH cancelled AS (
                INSERT INTO halftone.outcomes (job_id, row_number, position, status)
                SELECT job_id, number, place - 1, 'cancelled'
                FROM halftone.rows, unnest(sources) WITH ORDINALITY AS image (url, place)
                WHERE job_id = :job AND url IS NOT NULL
                  AND NOT EXISTS (SELECT FROM halftone.outcomes AS outcome
                                  WHERE outcome.job_id = :job AND row_number = number AND position = place - 1)
                ORDER BY number, place
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), counted AS (
                SELECT count(*)::int AS images FROM cancelled
            )
            SELECT images, CASE WHEN images > 0 THEN halftone.tally(:job, 0, 0, images, 0, 0)::text END
            FROM counted
            """;

    // What a worker holds, it is about to delete itself, or to find its job ended.
    private static final String UNPARK = """
            DELETE FROM halftone.parked
            USING (SELECT row_number, position FROM halftone.parked WHERE job_id = :job FOR UPDATE SKIP LOCKED) AS free
            WHERE job_id = :job AND parked.row_number = free.row_number AND parked.position = free.position
            """;

    private final DatabaseClient database;
    private final Jobs jobs;
    private final Counter counter;

    Cancellation(DatabaseClient database, Jobs jobs, MeterRegistry meters) {
        this.database = database;
        this.jobs = jobs;
        this.counter = ApiMeter.JOBS_CANCELLED.counter(meters);
    }

    /**
     * Ends every image that has not ended. The job as it is then: cancelled, by this or an earlier call. Errors with
     * {@link Problem#CONFLICT} if it ended otherwise before.
     */
    Mono<Job> cancel(Job job) {
        return job.state().isTerminal()
                ? cancelled(job)
                : endPending(job.id())
                        .then(Mono.defer(() -> unpark(job.id())))
                        .then(jobs.require(job.id()))
                        .flatMap(Cancellation::cancelled);
    }

    private Mono<Void> endPending(JobId job) {
        return database.sql(CANCEL)
                .bind("job", job.value())
                .map(row -> new Columns(row).number("images"))
                .one()
                .filter(images -> images > 0)
                .doOnNext(_ -> counter.increment())
                .contextWrite(Patience::forBulk)
                .then();
    }

    // on its own, after its images have ended: whoever records one locks its entry before the job, as would this
    private Mono<Void> unpark(JobId job) {
        return database.sql(UNPARK).bind("job", job.value()).then();
    }

    private static Mono<Job> cancelled(Job job) {
        return job.state() == JobState.CANCELLED
                ? Mono.just(job)
                : Mono.error(new ProblemException(
                        Problem.CONFLICT,
                        "The job is " + job.state().wireName()
                                + ": every image has ended, so nothing can be cancelled."));
    }
}
