package dev.halftone.worker.outcome;

import dev.halftone.image.ImageId;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Images that are put off: PostgreSQL keeps them, and the api publishes them again when they are due. */
@Component
public class Parking {

    /** Nothing of a job that is over, or of an image that has ended meanwhile: nobody would take it away again. */
    private static final String PARK = """
            INSERT INTO halftone.parked AS known (job_id, row_number, position, attempts, due_at)
            SELECT id, :row, :position, :attempts, clock_timestamp() + make_interval(secs => :seconds)
            FROM halftone.jobs
            WHERE id = :job AND completed_at IS NULL AND NOT EXISTS (
                SELECT FROM halftone.outcomes WHERE job_id = :job AND row_number = :row AND position = :position
            )
            ON CONFLICT (job_id, row_number, position) DO UPDATE SET
                attempts = greatest(known.attempts, excluded.attempts),
                due_at = excluded.due_at,
                published_at = NULL
            """;

    private final DatabaseClient database;
    private final OutcomeSettings settings;

    Parking(DatabaseClient database, OutcomeSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * Completes once it is committed that the image is pending, and to be left alone for the pause.
     *
     * @param attempts how often its source was asked for so far
     */
    public Mono<Void> park(ImageId image, int attempts, Duration pause) {
        return database.sql(PARK)
                .bind("job", image.job().value())
                .bind("row", image.row())
                .bind("position", image.position())
                .bind("attempts", attempts)
                .bind("seconds", pause.toMillis() / 1000.0)
                .then()
                .timeout(settings.timeout());
    }
}
