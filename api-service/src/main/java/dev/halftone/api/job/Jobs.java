package dev.halftone.api.job;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tenant's jobs, read from PostgreSQL at the moment they are asked for. */
@Component
public class Jobs {

    private static final String COLUMNS = """
            SELECT id, state, columns, renditions::text AS renditions, analyses, rows, rejected_rows,
                   images, succeeded, failed, cancelled, bytes_in, bytes_out, retry_of,
                   accepted_at, started_at, completed_at,
                   CASE WHEN completed_at IS NULL AND succeeded + failed + cancelled > 0 THEN
                       ceil(extract(epoch FROM clock_timestamp() - started_at)
                           * (images - succeeded - failed - cancelled) / (succeeded + failed + cancelled))::bigint
                   END AS eta_seconds
            FROM halftone.jobs
            WHERE tenant = :tenant
            """;

    private static final String FAMILY = """
            WITH RECURSIVE family (id) AS (
                SELECT id FROM halftone.jobs WHERE retry_of = :job
                UNION
                SELECT job.id FROM halftone.jobs AS job JOIN family ON job.retry_of = family.id)
            SELECT id FROM family ORDER BY id
            """;

    private final DatabaseClient database;

    public Jobs(DatabaseClient database) {
        this.database = database;
    }

    /** Errors with {@link Problem#NOT_FOUND} if no job of the tenant has this id, or it is none. */
    public Mono<Job> require(String requestId) {
        return Mono.fromCallable(() -> JobId.parse(requestId))
                .onErrorMap(IllegalArgumentException.class, _ -> unknown(requestId))
                .flatMap(this::require);
    }

    /** Errors with {@link Problem#NOT_FOUND} if no job of the tenant has this id. */
    public Mono<Job> require(JobId id) {
        return Tenant.current()
                .flatMap(tenant -> database.sql(COLUMNS + " AND id = :id")
                        .bind("tenant", tenant.name())
                        .bind("id", id.value())
                        .map(JobColumns::read)
                        .one())
                .switchIfEmpty(Mono.error(() -> unknown(id.toString())));
    }

    /** Latest first. */
    Flux<Job> page(@Nullable JobState state, @Nullable JobId after, int limit) {
        return Tenant.current().flatMapMany(tenant -> page(tenant, state, after, limit));
    }

    private Flux<Job> page(Tenant tenant, @Nullable JobState state, @Nullable JobId after, int limit) {
        String sql = COLUMNS
                + (state == null ? "" : " AND state = :state")
                + (after == null ? "" : " AND id < :after")
                + " ORDER BY id DESC LIMIT :limit";
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql)
                .bindValues(state == null ? Map.of() : Map.of("state", state.wireName()))
                .bindValues(after == null ? Map.of() : Map.of("after", after.value()))
                .bind("tenant", tenant.name())
                .bind("limit", limit);
        return statement.map(JobColumns::read).all();
    }

    /** Its retries, and theirs, oldest first. */
    public Flux<JobId> retries(JobId job) {
        return database.sql(FAMILY)
                .bind("job", job.value())
                .mapValue(UUID.class)
                .all()
                .map(JobId::new);
    }

    private static ProblemException unknown(String requestId) {
        return new ProblemException(Problem.NOT_FOUND, "No job has the request id '" + requestId + "'.");
    }
}
