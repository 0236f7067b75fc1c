package dev.halftone.worker.outcome;

import dev.halftone.outcome.Ending;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.SourceFacts;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The statement that records a batch of outcomes. Alone, so it is its own transaction: one round trip, and either all of it or
 * nothing. Sent again, it changes nothing. Everything is locked in the order of its keys and jobs last, so that two workers cannot
 * wait for each other, and a job is locked for as short as it can be.
 */
@Component
class OutcomeStatement {

    private static final String RECORD = """
            WITH batch AS MATERIALIZED (
                -- one line an image, else an image that comes twice would be counted twice
                SELECT DISTINCT ON (job_id, row_number, position) *
                FROM unnest(
                    :jobs::uuid[], :rows::int[], :positions::int[], :statuses::text[], :reasons::text[],
                    :http_statuses::int[], :attempts::int[], :sources::text[],
                    :fetch_ms::int[], :process_ms::int[], :store_ms::int[], :bytes_in::bigint[], :bytes_out::bigint[]
                ) AS line (
                    job_id, row_number, position, status, reason,
                    http_status, attempts, source_sha256,
                    fetch_ms, process_ms, store_ms, bytes_in, bytes_out
                )
                ORDER BY job_id, row_number, position
            ), fetched AS MATERIALIZED (
                SELECT decode(sha256, 'hex') AS sha256, decode(md5, 'hex') AS md5, bytes, format, width, height, frames
                FROM unnest(
                    :source_sha256s::text[], :source_md5s::text[], :source_bytes::bigint[], :source_formats::text[],
                    :source_widths::int[], :source_heights::int[], :source_frames::int[]
                ) AS line (sha256, md5, bytes, format, width, height, frames)
            ), kept_sources AS (
                INSERT INTO halftone.sources (sha256, md5, bytes, format, width, height, frames)
                SELECT sha256, md5, bytes, format, width, height, frames
                FROM fetched
                ORDER BY sha256
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), hashed_sources AS (
                -- those that were kept before MD5s were; what another worker is at, it does
                UPDATE halftone.sources AS source SET md5 = fetched.md5
                FROM fetched
                WHERE source.sha256 = fetched.sha256
                  AND source.sha256 = ANY (ARRAY(
                      SELECT known.sha256 FROM halftone.sources AS known JOIN fetched USING (sha256)
                      WHERE known.md5 IS NULL
                      FOR UPDATE OF known SKIP LOCKED))
            ), kept_renditions AS (
                INSERT INTO halftone.renditions
                    (source_sha256, pipeline, key, format, bytes, width, height, quality, ending)
                SELECT decode(sha256, 'hex'), pipeline, key, format, bytes, width, height, quality, ending
                FROM unnest(
                    :rendition_sources::text[], :pipelines::text[], :keys::text[], :formats::text[], :bytes::bigint[],
                    :widths::int[], :heights::int[], :qualities::int[], :endings::text[]
                ) AS line (sha256, pipeline, key, format, bytes, width, height, quality, ending)
                ORDER BY sha256, pipeline
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), kept_analyses AS (
                INSERT INTO halftone.analyses (source_sha256, name, result)
                SELECT decode(sha256, 'hex'), name, result::jsonb
                FROM unnest(:analysed_sources::text[], :analyses::text[], :results::text[]) AS line (sha256, name, result)
                ORDER BY sha256, name
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), recorded AS (
                INSERT INTO halftone.outcomes (
                    job_id, row_number, position, status, reason, http_status, attempts, source_sha256,
                    fetch_ms, process_ms, store_ms, bytes_in, bytes_out
                )
                SELECT
                    job_id, row_number, position, status, reason, http_status, attempts, decode(source_sha256, 'hex'),
                    fetch_ms, process_ms, store_ms, bytes_in, bytes_out
                FROM batch
                ORDER BY job_id, row_number, position
                ON CONFLICT DO NOTHING
                RETURNING job_id, row_number, position, status, bytes_in, bytes_out
            ), unparked AS (
                DELETE FROM halftone.parked USING batch
                WHERE parked.job_id = batch.job_id
                  AND parked.row_number = batch.row_number
                  AND parked.position = batch.position
            ), added AS (
                SELECT
                    job_id,
                    count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
                    count(*) FILTER (WHERE status = 'failed')::int AS failed,
                    count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
                    sum(bytes_in)::bigint AS bytes_in,
                    sum(bytes_out)::bigint AS bytes_out
                FROM recorded
                GROUP BY job_id
            )
            SELECT halftone.tally(job_id, succeeded, failed, cancelled, bytes_in, bytes_out)
            FROM added
                CROSS JOIN (SELECT count(*) FROM kept_sources) AS after_sources
                CROSS JOIN (SELECT count(*) FROM kept_renditions) AS after_renditions
                CROSS JOIN (SELECT count(*) FROM kept_analyses) AS after_analyses
            ORDER BY job_id
            """;

    private final DatabaseClient database;

    OutcomeStatement(DatabaseClient database) {
        this.database = database;
    }

    /** Completes once the batch is committed. Whatever of it was recorded before stays as it is and is not counted again. */
    Mono<Void> record(List<Outcome> batch) {
        List<Outcome.Succeeded> succeeded = batch.stream()
                .filter(Outcome.Succeeded.class::isInstance)
                .map(Outcome.Succeeded.class::cast)
                .toList();
        GenericExecuteSpec statement = database.sql(RECORD);
        statement = bindOutcomes(
                statement, new Lines<>(batch.stream().map(OutcomeLine::of).toList()));
        statement = bindSources(
                statement,
                new Lines<>(succeeded.stream().map(Outcome.Succeeded::source).toList()));
        statement = bindRenditions(
                statement,
                new Lines<>(succeeded.stream().flatMap(RenditionLine::of).toList()));
        statement = bindAnalyses(
                statement,
                new Lines<>(succeeded.stream().flatMap(AnalysisLine::of).toList()));
        return statement.then();
    }

    private static GenericExecuteSpec bindOutcomes(GenericExecuteSpec statement, Lines<OutcomeLine> lines) {
        return statement
                .bind(
                        "jobs",
                        lines.column(UUID[]::new, line -> line.image().job().value()))
                .bind("rows", lines.column(Integer[]::new, line -> line.image().row()))
                .bind(
                        "positions",
                        lines.column(Integer[]::new, line -> line.image().position()))
                .bind("statuses", lines.column(String[]::new, OutcomeLine::status))
                .bind("reasons", lines.column(String[]::new, OutcomeLine::reason))
                .bind("http_statuses", lines.column(Integer[]::new, OutcomeLine::httpStatus))
                .bind("attempts", lines.column(Integer[]::new, OutcomeLine::attempts))
                .bind("sources", lines.column(String[]::new, OutcomeLine::sourceSha256))
                .bind("fetch_ms", lines.column(Integer[]::new, OutcomeLine::fetchMillis))
                .bind("process_ms", lines.column(Integer[]::new, OutcomeLine::processMillis))
                .bind("store_ms", lines.column(Integer[]::new, OutcomeLine::storeMillis))
                .bind("bytes_in", lines.column(Long[]::new, OutcomeLine::bytesIn))
                .bind("bytes_out", lines.column(Long[]::new, OutcomeLine::bytesOut));
    }

    private static GenericExecuteSpec bindSources(GenericExecuteSpec statement, Lines<SourceFacts> lines) {
        return statement
                .bind(
                        "source_sha256s",
                        lines.column(String[]::new, line -> line.sha256().hex()))
                .bind(
                        "source_md5s",
                        lines.column(String[]::new, line -> line.md5().hex()))
                .bind("source_bytes", lines.column(Long[]::new, SourceFacts::bytes))
                .bind(
                        "source_formats",
                        lines.column(String[]::new, line -> line.format().wireName()))
                .bind("source_widths", lines.column(Integer[]::new, SourceFacts::width))
                .bind("source_heights", lines.column(Integer[]::new, SourceFacts::height))
                .bind("source_frames", lines.column(Integer[]::new, SourceFacts::frames));
    }

    private static GenericExecuteSpec bindRenditions(GenericExecuteSpec statement, Lines<RenditionLine> lines) {
        return statement
                .bind(
                        "rendition_sources",
                        lines.column(
                                String[]::new, line -> line.source().sha256().hex()))
                .bind(
                        "pipelines",
                        lines.column(String[]::new, line -> line.rendition().pipeline()))
                .bind(
                        "keys",
                        lines.column(String[]::new, line -> line.rendition().key()))
                .bind(
                        "formats",
                        lines.column(
                                String[]::new, line -> line.rendition().format().wireName()))
                .bind(
                        "bytes",
                        lines.column(Long[]::new, line -> line.rendition().bytes()))
                .bind(
                        "widths",
                        lines.column(Integer[]::new, line -> line.rendition().width()))
                .bind(
                        "heights",
                        lines.column(Integer[]::new, line -> line.rendition().height()))
                .bind(
                        "qualities",
                        lines.column(Integer[]::new, line -> line.rendition().quality()))
                .bind(
                        "endings",
                        lines.column(
                                String[]::new, line -> wireName(line.rendition().ending())));
    }

    private static GenericExecuteSpec bindAnalyses(GenericExecuteSpec statement, Lines<AnalysisLine> lines) {
        return statement
                .bind(
                        "analysed_sources",
                        lines.column(String[]::new, line -> line.source().hex()))
                .bind("analyses", lines.column(String[]::new, AnalysisLine::analysis))
                .bind("results", lines.column(String[]::new, AnalysisLine::json));
    }

    private static @Nullable String wireName(@Nullable Ending ending) {
        return ending == null ? null : ending.wireName();
    }

    /** Lines, turned into the arrays of their columns. */
    private record Lines<T>(List<T> lines) {

        <V extends @Nullable Object> V[] column(IntFunction<V[]> array, Function<T, V> value) {
            return lines.stream().map(value).toArray(array);
        }
    }
}
