package dev.halftone.api.job.image;

import dev.halftone.api.job.image.KnownImage.Copy;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.image.ImageId;
import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Sha256;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Images of the tenant's jobs, by what they are called or by their bytes. */
@Component
class KnownImages {

    /** Of very many images with the same bytes, so many are read. */
    private static final int COPIES = 100;

    private static final String COLUMNS = """
            SELECT outcome.*, encode(source_sha256, 'hex') AS sha256, encode(source.md5, 'hex') AS md5,
                   source.bytes AS source_bytes, source.format AS source_format,
                   source.width AS source_width, source.height AS source_height, frames,
            """ + StoredFile.COLUMN_OF_ITS_JOB + "," + Analysed.COLUMN_OF_ITS_JOB;

    private static final String COLUMNS_OF_ONE = """
            SELECT listed.job_id, job.renditions, job.analyses AS asked_analyses, line, number, serial_number, product_name, status, reason,
                   http_status::int AS http_status, attempts::int AS attempts,
                   fetch_ms, process_ms, store_ms, recorded_at, source_sha256,
            """;

    private static final String BY_ID = COLUMNS + " FROM (" + COLUMNS_OF_ONE + """
                   :position::int AS position, sources[:position + 1] AS url
                FROM halftone.jobs AS job
                JOIN halftone.rows AS listed ON listed.job_id = job.id
                LEFT JOIN halftone.outcomes AS ended
                    ON ended.job_id = job.id AND row_number = number AND ended.position = :position
                WHERE job.id = :job AND tenant = :tenant AND number = :row AND sources[:position + 1] IS NOT NULL
            ) AS outcome
            LEFT JOIN halftone.sources AS source ON source.sha256 = source_sha256
            """;

    // From job to job that had these bytes, whoever's they are, latest first, until enough of the tenant's are found:
    // however often
    // a job had them, that is one step.
    private static final String BY_BYTES = """
            WITH RECURSIVE walked (job_id, is_own, found) AS (
                SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, false, 0
                UNION ALL
                SELECT next.job_id, next.is_own, found + next.is_own::int
                FROM walked
                CROSS JOIN LATERAL (
                    SELECT job_id, EXISTS (SELECT FROM halftone.jobs WHERE id = job_id AND tenant = :tenant) AS is_own
                    FROM halftone.outcomes AS other
                    WHERE source_sha256 = decode(:sha256, 'hex') AND other.job_id < walked.job_id
                    ORDER BY other.job_id DESC
                    LIMIT 1) AS next
                WHERE found < :copies
            )
            """ + COLUMNS + " FROM (" + COLUMNS_OF_ONE + """
                   ended.position::int AS position, sources[ended.position + 1] AS url
                FROM walked
                JOIN halftone.jobs AS job ON job.id = walked.job_id
                CROSS JOIN LATERAL (
                    SELECT * FROM halftone.outcomes
                    WHERE source_sha256 = decode(:sha256, 'hex') AND outcomes.job_id = walked.job_id
                    ORDER BY row_number, position
                    LIMIT :copies) AS ended
                JOIN halftone.rows AS listed ON listed.job_id = job.id AND number = row_number
                WHERE is_own
                ORDER BY listed.job_id DESC, number, position
                LIMIT :copies
            ) AS outcome
            LEFT JOIN halftone.sources AS source ON source.sha256 = source_sha256
            ORDER BY job_id DESC, number, position
            """;

    // SHA-256 decides: of files that were made to have the same MD5, each is tried
    private static final String OF_MD5 =
            "SELECT encode(sha256, 'hex') FROM halftone.sources WHERE md5 = decode(:md5, 'hex') ORDER BY seen_at LIMIT 10";

    private final DatabaseClient database;

    KnownImages(DatabaseClient database) {
        this.database = database;
    }

    /** Errors with {@link Problem#NOT_FOUND} if the tenant has no such image, or the name is none. */
    Mono<KnownImage> require(String name) {
        return Mono.fromCallable(() -> ImageName.parse(name))
                .onErrorComplete(IllegalArgumentException.class)
                .flatMap(this::find)
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Problem.NOT_FOUND, "No image has the id, SHA-256 or MD5 '" + name + "'.")));
    }

    private Mono<KnownImage> find(ImageName name) {
        return switch (name) {
            case ImageName.OfId(ImageId id) -> byId(id);
            case ImageName.OfSha256(Sha256 sha256) -> bySha256(sha256);
            case ImageName.OfMd5(Md5 md5) -> byMd5(md5);
        };
    }

    private Mono<KnownImage> byId(ImageId id) {
        return Tenant.current()
                .flatMap(tenant -> database.sql(BY_ID)
                        .bind("tenant", tenant.name())
                        .bind("job", id.job().value())
                        .bind("row", id.row())
                        .bind("position", id.position())
                        .map(Copy::read)
                        .one())
                .flatMap(this::withSame);
    }

    private Mono<KnownImage> withSame(Copy asked) {
        ImageView.SourceView source = asked.image().source();
        return source == null
                ? Mono.just(new KnownImage(asked, List.of()))
                : copies(new Sha256(source.sha256())).map(same -> new KnownImage(asked, same));
    }

    private Mono<KnownImage> bySha256(Sha256 sha256) {
        return copies(sha256).filter(same -> !same.isEmpty()).map(same -> new KnownImage(same.getFirst(), same));
    }

    private Mono<KnownImage> byMd5(Md5 md5) {
        return database.sql(OF_MD5)
                .bind("md5", md5.hex())
                .mapValue(String.class)
                .all()
                .concatMap(sha256 -> bySha256(new Sha256(sha256)))
                .next();
    }

    private Mono<List<Copy>> copies(Sha256 sha256) {
        return Tenant.current()
                .flatMap(tenant -> database.sql(BY_BYTES)
                        .bind("tenant", tenant.name())
                        .bind("sha256", sha256.hex())
                        .bind("copies", COPIES)
                        .map(Copy::read)
                        .all()
                        .collectList());
    }
}
