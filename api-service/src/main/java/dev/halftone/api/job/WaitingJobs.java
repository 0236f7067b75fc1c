package dev.halftone.api.job;

import dev.halftone.job.JobState;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The jobs that wait until fewer of their tenant's run. */
@Component
@EnableConfigurationProperties(WaitingJobs.Limit.class)
class WaitingJobs {

    // as dispatch counts: what it has begun with runs, and the others follow as they were accepted
    private static final String PLACE = """
            SELECT (count(*) - :limit)::int
            FROM halftone.jobs AS job JOIN halftone.jobs AS this ON this.id = :job AND job.tenant = this.tenant
            WHERE job.completed_at IS NULL AND this.completed_at IS NULL AND this.dispatched_at IS NULL
              AND (job.dispatched_at IS NOT NULL OR (job.accepted_at, job.id) <= (this.accepted_at, this.id))
            """;

    /**
     * The setting that dispatch has.
     *
     * @param jobsPerTenant how many jobs of a tenant may run at once; 0: any number
     */
    @ConfigurationProperties("halftone.dispatch")
    record Limit(@DefaultValue("0") int jobsPerTenant) {}

    private final DatabaseClient database;
    private final Limit limit;

    WaitingJobs(DatabaseClient database, Limit limit) {
        this.database = database;
        this.limit = limit;
    }

    /** From 1, which is the next to run; empty if the job does not wait. */
    Mono<Integer> place(Job job) {
        return limit.jobsPerTenant() == 0 || job.state() != JobState.ACCEPTED
                ? Mono.empty()
                : database.sql(PLACE)
                        .bind("limit", limit.jobsPerTenant())
                        .bind("job", job.id().value())
                        .mapValue(Integer.class)
                        .one()
                        .filter(place -> place > 0);
    }
}
