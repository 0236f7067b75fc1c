package dev.halftone.api.job.report;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.image.StoredFile;
import dev.halftone.job.JobId;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The rows of a job with how their images ended, page by page: the memory needed is that of a page, and no connection is held
 * while a slow client reads.
 */
@Component
class ReportRows {

    static final int PAGE = 500;

    // Of the jobs that have an image, one that made it counts, else the latest.
    private static final String PAGE_OF_ROWS = """
            SELECT listed.number, listed.cells, image.url, status, reason, http_status::int AS http_status,
            """ + StoredFile.COLUMN + """
            FROM (SELECT * FROM halftone.rows WHERE job_id = :job AND number > :after ORDER BY number LIMIT :page) AS listed
            CROSS JOIN LATERAL unnest(sources) WITH ORDINALITY AS image (url, place)
            LEFT JOIN LATERAL (
                SELECT status, reason, http_status, source_sha256
                FROM halftone.rows AS tried
                LEFT JOIN halftone.outcomes AS ended
                    ON ended.job_id = tried.job_id AND row_number = tried.number AND position = place - 1
                WHERE tried.job_id = ANY (:family) AND tried.number = listed.number AND tried.sources[place] IS NOT NULL
                ORDER BY (status = 'succeeded') IS TRUE DESC, tried.job_id DESC
                LIMIT 1) AS outcome ON true
            WHERE image.url IS NOT NULL
            ORDER BY listed.number, place
            """;

    private final DatabaseClient database;

    ReportRows(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Pages of rows, in order.
     *
     * @param family the job, and the retries whose outcomes are laid over its own
     */
    Flux<List<ReportRow>> pages(Job job, List<JobId> family) {
        UUID[] ids = family.stream().map(JobId::value).toArray(UUID[]::new);
        return page(job, ids, 0)
                .expand(rows -> rows.size() < PAGE
                        ? Mono.empty()
                        : page(job, ids, rows.getLast().number()));
    }

    private Mono<List<ReportRow>> page(Job job, UUID[] family, int after) {
        return database.sql(PAGE_OF_ROWS)
                .bind("job", job.id().value())
                .bind("family", family)
                .bind("fingerprints", job.fingerprints())
                .bind("after", after)
                .bind("page", PAGE)
                .map(ReportImage::read)
                .all()
                .bufferUntilChanged(ReportImage::row)
                .map(images ->
                        new ReportRow(images.getFirst().row(), images.getFirst().cells(), images))
                .collectList();
    }
}
