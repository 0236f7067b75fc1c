package dev.halftone.api.dispatch;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rows of a claimed job that are to be published. */
@Component
class OwedRows {

    private static final String NEXT = """
            SELECT number, serial_number, product_name, sources,
                   ARRAY(SELECT place::int - 1
                         FROM unnest(sources) WITH ORDINALITY AS image (url, place)
                         WHERE url IS NOT NULL
                           AND NOT EXISTS (SELECT FROM halftone.outcomes AS outcome
                                           WHERE outcome.job_id = owed.job_id AND row_number = number
                                             AND position = place - 1)
                           AND NOT EXISTS (SELECT FROM halftone.parked AS entry
                                           WHERE entry.job_id = owed.job_id AND row_number = number
                                             AND position = place - 1 AND published_at IS NULL)
                         ORDER BY place) AS positions
            FROM halftone.rows AS owed
            WHERE job_id = :job AND number > :after
            ORDER BY number
            LIMIT :chunk
            """;

    // by the clock of the claim, as what is noted afterwards
    private static final String DUE = """
            SELECT number, serial_number, product_name, sources, positions
            FROM (SELECT row_number, array_agg(position::int ORDER BY position) AS positions
                  FROM halftone.parked JOIN halftone.jobs ON id = job_id
                  WHERE job_id = :job AND published_at IS NULL AND due_at <= dispatched_at
                  GROUP BY row_number
                  ORDER BY row_number
                  LIMIT :chunk) AS entry
            JOIN halftone.rows ON job_id = :job AND number = row_number
            ORDER BY number
            """;

    private final DatabaseClient database;
    private final DispatchSettings settings;

    OwedRows(DatabaseClient database, DispatchSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Errors if the job owes rows that are not there. */
    Mono<Chunk> next(Claim claim) {
        return Mono.zip(due(claim), unpublished(claim)).map(read -> Chunk.of(claim, read.getT1(), read.getT2()));
    }

    private Mono<List<OwedRow>> due(Claim claim) {
        return claim.due() == 0 ? Mono.just(List.of()) : rows(database.sql(DUE), claim);
    }

    private Mono<List<OwedRow>> unpublished(Claim claim) {
        return claim.unpublished() == 0
                ? Mono.just(List.of())
                : rows(database.sql(NEXT).bind("after", claim.publishedThrough()), claim);
    }

    private Mono<List<OwedRow>> rows(DatabaseClient.GenericExecuteSpec statement, Claim claim) {
        return statement
                .bind("job", claim.job().value())
                .bind("chunk", settings.chunk())
                .map(OwedRows::read)
                .all()
                .collectList();
    }

    private static OwedRow read(Readable row) {
        return OwedRow.of(
                value(row, "number", Integer.class),
                value(row, "serial_number", String.class),
                value(row, "product_name", String.class),
                value(row, "sources", String[].class),
                value(row, "positions", Integer[].class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
