package dev.halftone.api.job;

import dev.halftone.job.JobId;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The first images of a job that failed. */
@Component
class Failures {

    private static final int COUNT = 10;

    private static final String FIRST = """
            SELECT line, row_number, position::int AS position, sources[position + 1] AS url, reason,
                   http_status::int AS http_status
            FROM halftone.outcomes AS outcome
            JOIN halftone.rows ON rows.job_id = outcome.job_id AND rows.number = outcome.row_number
            WHERE outcome.job_id = :job AND status = 'failed'
            ORDER BY row_number, position
            LIMIT :count
            """;

    private final DatabaseClient database;

    Failures(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<FailureView>> first(JobId job) {
        return database.sql(FIRST)
                .bind("job", job.value())
                .bind("count", COUNT)
                .map(FailureView::read)
                .all()
                .collectList();
    }
}
