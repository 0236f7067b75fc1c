package dev.halftone.api.job.image;

import dev.halftone.api.job.Job;
import dev.halftone.api.output.OutputUrls;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The images of a job, by row and position. */
@Component
public class Images {

    private static final String COLUMNS = """
            SELECT listed.job_id, line, number, serial_number, place::int - 1 AS position, url, status, reason,
                   http_status::int AS http_status, attempts::int AS attempts, fetch_ms, process_ms, store_ms, recorded_at,
                   encode(outcome.source_sha256, 'hex') AS sha256, encode(source.md5, 'hex') AS md5,
                   source.bytes AS source_bytes, source.format AS source_format,
                   source.width AS source_width, source.height AS source_height, frames,
            """ + StoredFile.COLUMN + "," + Analysed.COLUMN;

    /** From the manifest's side: every image, whether it has ended or not. */
    private static final String OF_ROWS = COLUMNS + """
            FROM halftone.rows AS listed
            CROSS JOIN LATERAL unnest(sources) WITH ORDINALITY AS image (url, place)
            LEFT JOIN halftone.outcomes AS outcome
                ON outcome.job_id = listed.job_id AND row_number = number AND position = place - 1
            LEFT JOIN halftone.sources AS source ON source.sha256 = outcome.source_sha256
            WHERE listed.job_id = :job AND number >= :row AND (number, place - 1) > (:row, :position) AND url IS NOT NULL
            """;

    /** From the outcomes' side: what ended in one way may be rare among very many. */
    private static final String OF_OUTCOMES = COLUMNS + """
            FROM halftone.outcomes AS outcome
            JOIN halftone.rows AS listed ON listed.job_id = outcome.job_id AND number = row_number
            CROSS JOIN LATERAL (SELECT sources[position + 1] AS url, position + 1 AS place) AS image
            LEFT JOIN halftone.sources AS source ON source.sha256 = outcome.source_sha256
            WHERE outcome.job_id = :job AND (row_number, position) > (:row, :position) AND status = :status
            """;

    private static final String ORDERED = " ORDER BY number, place LIMIT :limit";

    private final DatabaseClient database;
    private final OutputUrls urls;

    Images(DatabaseClient database, OutputUrls urls) {
        this.database = database;
        this.urls = urls;
    }

    /** The first images. */
    public Flux<ImageView> first(Job job, int limit) {
        return page(job, null, ImageCursor.START, limit);
    }

    /** The images after the cursor, of one status or of all. */
    Flux<ImageView> page(Job job, @Nullable ImageStatus status, ImageCursor after, int limit) {
        return Mono.zip(urls.byKey(), read(job, status, after, limit).collectList())
                // signing a page of URLs takes some time
                .publishOn(Schedulers.parallel())
                .flatMapIterable(read -> views(read.getT2(), new Files(job.renditions(), read.getT1())));
    }

    private static List<ImageView> views(List<ImageLine> lines, Files files) {
        return lines.stream().map(line -> line.view(files)).toList();
    }

    private Flux<ImageLine> read(Job job, @Nullable ImageStatus status, ImageCursor after, int limit) {
        return statement(status)
                .bind("job", job.id().value())
                .bind("row", after.row())
                .bind("position", after.position())
                .bind("fingerprints", job.fingerprints())
                .bind("analyses", job.analyses().toArray(String[]::new))
                .bind("limit", limit)
                .map(ImageLine::read)
                .all();
    }

    private DatabaseClient.GenericExecuteSpec statement(@Nullable ImageStatus status) {
        return switch (status) {
            case null -> database.sql(OF_ROWS + ORDERED);
            case PENDING -> database.sql(OF_ROWS + " AND status IS NULL" + ORDERED);
            case SUCCEEDED, FAILED, CANCELLED ->
                database.sql(OF_OUTCOMES + ORDERED).bind("status", status.wireName());
        };
    }
}
