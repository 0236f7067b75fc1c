package dev.halftone.api.retention;

import dev.halftone.api.output.ObjectStore;
import dev.halftone.upload.Upload;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Deletes uploads that no job refers to: those of jobs that are gone, and of submissions that never became one. First no job can
 * refer to them any more, then their objects go, and last their lines: whoever dies in between leaves it to the next.
 */
@Component
class OldUploads {

    private static final String EXPIRE = """
            UPDATE halftone.uploads SET expired_at = clock_timestamp()
            WHERE id IN (
                SELECT id
                FROM halftone.uploads
                WHERE jobs = 0 AND expired_at IS NULL AND created_at < clock_timestamp() - :age * interval '1 millisecond'
                ORDER BY created_at
                LIMIT :batch
                FOR UPDATE SKIP LOCKED)
              AND jobs = 0
            """;

    private static final String EXPIRED =
            "SELECT id FROM halftone.uploads WHERE jobs = 0 AND expired_at IS NOT NULL ORDER BY created_at LIMIT :batch";

    private static final String FORGET = "DELETE FROM halftone.uploads WHERE id = ANY (:ids)";

    private final DatabaseClient database;
    private final ObjectStore store;
    private final RetentionSettings settings;

    OldUploads(DatabaseClient database, ObjectStore store, RetentionSettings settings) {
        this.database = database;
        this.store = store;
        this.settings = settings;
    }

    /** Expires some that are old enough; empty if there is none. */
    Mono<Long> expire() {
        return database.sql(EXPIRE)
                .bind("age", settings.uploads().toMillis())
                .bind("batch", settings.batch())
                .fetch()
                .rowsUpdated()
                .filter(expired -> expired > 0);
    }

    /** Deletes some that have expired; empty if there is none. */
    Mono<Long> delete() {
        return database.sql(EXPIRED)
                .bind("batch", settings.batch())
                .mapValue(UUID.class)
                .all()
                .collectList()
                .filter(ids -> !ids.isEmpty())
                .flatMap(ids -> delete(ids).thenReturn((long) ids.size()));
    }

    private Mono<Void> delete(List<UUID> ids) {
        return store.delete(ids.stream().map(Upload::key).toList())
                .then(Mono.defer(() -> database.sql(FORGET)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .then()));
    }
}
