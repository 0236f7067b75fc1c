package dev.halftone.api.job.image;

import dev.halftone.api.job.Columns;
import dev.halftone.api.job.PageSize;
import dev.halftone.api.job.image.Stretch.Candidate;
import dev.halftone.api.output.OutputUrls;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.image.ImageId;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * All images of the tenant, those of the latest job first and each job's in the order of its manifest. A page looks at so many
 * images, whatever is looked for among them, and says where the next goes on.
 */
@Component
class History {

    /** That one page looks at. */
    static final int IMAGES = 5000;

    private static final int JOBS = 1000;

    private static final String LATEST = """
            SELECT id, images, succeeded, failed, cancelled
            FROM halftone.jobs
            WHERE tenant = :tenant AND id BETWEEN :oldest AND :newest
            ORDER BY id DESC
            LIMIT :jobs
            """;

    private static final String LOOKED_AT = """
            WITH looked_at AS MATERIALIZED (
                SELECT job_id, renditions, analyses AS asked_analyses, line, number, serial_number, place::int - 1 AS position, url
                FROM halftone.jobs AS job
                CROSS JOIN LATERAL (
                    SELECT * FROM halftone.rows
                    WHERE rows.job_id = job.id AND (job.id <> :job OR number >= :row)
                    ORDER BY number
                    -- of the first one, all images may be on the page before
                    LIMIT :images + 1) AS listed
                CROSS JOIN LATERAL unnest(sources) WITH ORDINALITY AS image (url, place)
                WHERE job.id = ANY (:jobs) AND url IS NOT NULL
                  AND (job.id <> :job OR (number, place - 1) > (:row, :position))
                ORDER BY job_id DESC, number, position
                LIMIT :images
            ), judged AS (
                SELECT
                    listed.*, status, reason, http_status::int AS http_status, attempts::int AS attempts,
                    fetch_ms, process_ms, store_ms, recorded_at, source_sha256,
                    encode(source_sha256, 'hex') AS sha256, encode(source.md5, 'hex') AS md5,
                    source.bytes AS source_bytes, source.format AS source_format,
                    source.width AS source_width, source.height AS source_height, frames,
                    (:status::text IS NULL OR coalesce(status, 'pending') = :status)
                        AND (:format::text IS NULL OR source.format = :format) IS TRUE AS is_found,
                    row_number() OVER (ORDER BY listed.job_id DESC, number, listed.position) AS place
                FROM looked_at AS listed
                LEFT JOIN halftone.outcomes AS ended
                    ON ended.job_id = listed.job_id AND row_number = number AND ended.position = listed.position
                LEFT JOIN halftone.sources AS source ON source.sha256 = source_sha256
            ), shown AS (
                -- the last one that was looked at as well, which the next page goes on after
                SELECT * FROM judged WHERE is_found OR place = :images ORDER BY place LIMIT :limit
            )
            SELECT *,
            """ + StoredFile.COLUMN_OF_ITS_JOB + "," + Analysed.COLUMN_OF_ITS_JOB
            + " FROM shown AS outcome ORDER BY place";

    private final DatabaseClient database;
    private final OutputUrls urls;

    History(DatabaseClient database, OutputUrls urls) {
        this.database = database;
        this.urls = urls;
    }

    /** Some images, and where to go on; nowhere if there are no more. */
    record Page(List<ImageView> images, @Nullable ImageId next) {}

    Mono<Page> page(HistoryFilter filter, @Nullable ImageId after, PageSize size) {
        return stretch(filter, after).flatMap(stretch -> page(stretch, filter, after, size));
    }

    private Mono<Stretch> stretch(HistoryFilter filter, @Nullable ImageId after) {
        JobId partly = after == null ? null : after.job();
        return Tenant.current()
                .flatMapMany(tenant -> database.sql(LATEST)
                        .bind("tenant", tenant.name())
                        .bind("oldest", filter.oldest().value())
                        .bind("newest", filter.newestOf(partly).value())
                        .bind("jobs", JOBS)
                        .map(History::candidate)
                        .all())
                .collectList()
                .map(found -> Stretch.of(found, found.size() < JOBS, partly, filter, IMAGES));
    }

    private static Candidate candidate(Readable line) {
        Columns columns = new Columns(line);
        return new Candidate(
                new JobId(columns.get("id", UUID.class)),
                new JobCounts(
                        columns.number("images"),
                        columns.number("succeeded"),
                        columns.number("failed"),
                        columns.number("cancelled")));
    }

    private Mono<Page> page(Stretch stretch, HistoryFilter filter, @Nullable ImageId after, PageSize size) {
        if (stretch.jobs().isEmpty()) {
            return Mono.just(new Page(List.of(), stretch.rest()));
        }
        return Mono.zip(urls.byKey(), lookedAt(stretch, filter, after, size).collectList())
                // signing a page of URLs takes some time
                .publishOn(Schedulers.parallel())
                .map(read -> HistoryLine.page(read.getT2(), stretch, size, read.getT1()));
    }

    private Flux<HistoryLine> lookedAt(Stretch stretch, HistoryFilter filter, @Nullable ImageId after, PageSize size) {
        UUID[] jobs = stretch.jobs().stream().map(JobId::value).toArray(UUID[]::new);
        return database.sql(LOOKED_AT)
                .bind("jobs", jobs)
                .bind(
                        "job",
                        after == null ? HistoryFilter.LAST.value() : after.job().value())
                .bind("row", after == null ? 0 : after.row())
                .bind("position", after == null ? 0 : after.position())
                .bind("status", Parameters.in(R2dbcType.VARCHAR, filter.statusName()))
                .bind("format", Parameters.in(R2dbcType.VARCHAR, filter.formatName()))
                .bind("images", IMAGES)
                .bind("limit", size.toRead())
                .map(HistoryLine::read)
                .all();
    }
}
