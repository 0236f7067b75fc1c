package dev.halftone.worker.outcome;

import dev.halftone.image.ImageId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The images that are being processed now, so that one which ends its worker is known by that. */
@Component
public class Suspects {

    private static final String ADD = """
            INSERT INTO halftone.attempted AS known (job_id, row_number, position, times)
            VALUES (:job, :row, :position, 1)
            ON CONFLICT (job_id, row_number, position) DO UPDATE SET times = known.times + 1
            """;

    private static final String REMOVE = """
            DELETE FROM halftone.attempted WHERE job_id = :job AND row_number = :row AND position = :position
            """;

    private final DatabaseClient database;
    private final OutcomeSettings settings;

    Suspects(DatabaseClient database, OutcomeSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Completes once it is committed that the image is begun once more. */
    public Mono<Void> add(ImageId image) {
        return run(ADD, image);
    }

    /** The worker has survived the image: however often it was begun, nothing is held against it. */
    public Mono<Void> remove(ImageId image) {
        return run(REMOVE, image);
    }

    private Mono<Void> run(String statement, ImageId image) {
        return database.sql(statement)
                .bind("job", image.job().value())
                .bind("row", image.row())
                .bind("position", image.position())
                .then()
                .timeout(settings.timeout());
    }
}
