package dev.halftone.worker.outcome;

import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The images that are to be made now: they have no outcome, and are not parked or are due. */
@Component
public class PendingImages {

    private static final String PENDING = """
            SELECT wanted.position, coalesce(parked.attempts, 0) AS attempts, coalesce(attempted.times, 0) AS deaths
            FROM unnest(:positions::int[]) AS wanted (position)
            LEFT JOIN halftone.parked
                ON parked.job_id = :job AND parked.row_number = :row AND parked.position = wanted.position
            LEFT JOIN halftone.attempted
                ON attempted.job_id = :job AND attempted.row_number = :row AND attempted.position = wanted.position
            WHERE EXISTS (SELECT FROM halftone.jobs WHERE id = :job AND completed_at IS NULL)
              AND NOT EXISTS (
                  SELECT FROM halftone.outcomes AS ended
                  WHERE ended.job_id = :job AND ended.row_number = :row AND ended.position = wanted.position
              )
              AND (parked.due_at IS NULL OR parked.due_at <= clock_timestamp())
            """;

    private static final String POSITIONS = """
            SELECT array_agg(place - 1 ORDER BY place)::int[] AS positions
            FROM halftone.rows CROSS JOIN unnest(sources) WITH ORDINALITY AS source (url, place)
            WHERE job_id = :job AND number = :row AND url IS NOT NULL
            """;

    private final DatabaseClient database;
    private final OutcomeSettings settings;

    PendingImages(DatabaseClient database, OutcomeSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** The image, if it is to be made; empty if its job is over. */
    public Mono<PendingImage> of(ImageId image) {
        return of(image.job(), image.row(), new Integer[] {image.position()}).next();
    }

    /** Those of a row that only PostgreSQL knows. */
    public Flux<PendingImage> of(JobId job, int row) {
        return database.sql(POSITIONS)
                .bind("job", job.value())
                .bind("row", row)
                .map(line -> Optional.ofNullable(line.get("positions", Integer[].class)))
                .one()
                .timeout(settings.timeout())
                .flatMap(Mono::justOrEmpty)
                .flatMapMany(positions -> of(job, row, positions));
    }

    private Flux<PendingImage> of(JobId job, int row, Integer[] positions) {
        return database.sql(PENDING)
                .bind("job", job.value())
                .bind("row", row)
                .bind("positions", positions)
                .map(line ->
                        new PendingImage(number(line, "position"), number(line, "attempts"), number(line, "deaths")))
                .all()
                .collectList()
                .timeout(settings.timeout())
                .flatMapIterable(Function.identity());
    }

    private static int number(Readable line, String column) {
        return Objects.requireNonNull(line.get(column, Integer.class), column);
    }
}
