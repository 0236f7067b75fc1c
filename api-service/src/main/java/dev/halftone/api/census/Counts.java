package dev.halftone.api.census;

import dev.halftone.job.JobState;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts in PostgreSQL: what has not ended, and what ended a moment ago, each by an index of its own. */
@Component
class Counts {

    private static final String COUNT = """
            WITH parked AS (
                SELECT job_id, count(*) AS waiting FROM halftone.parked WHERE published_at IS NULL GROUP BY job_id
            ), unfinished AS (
                SELECT count(*) FILTER (WHERE state = 'accepted') AS accepted,
                       count(*) FILTER (WHERE state = 'running') AS running,
                       min(greatest(accepted_at, progressed_at)) FILTER (
                           WHERE images - succeeded - failed - cancelled > coalesce(waiting, 0)) AS still_since
                FROM halftone.jobs LEFT JOIN parked ON job_id = id
                WHERE completed_at IS NULL
            ), ended AS (
                SELECT count(*) FILTER (WHERE state = 'completed') AS completed,
                       count(*) FILTER (WHERE state = 'completed_with_errors') AS completed_with_errors,
                       count(*) FILTER (WHERE state = 'failed') AS failed,
                       count(*) FILTER (WHERE state = 'cancelled') AS cancelled
                FROM halftone.jobs
                WHERE completed_at > clock_timestamp() - interval '5 minutes'
            ), owed AS (
                SELECT count(*) AS deliveries,
                       min(greatest(next_attempt_at, leased_until)) FILTER (
                           WHERE greatest(next_attempt_at, leased_until) <= clock_timestamp()) AS due_since
                FROM halftone.deliveries
                WHERE state = 'pending'
            )
            SELECT unfinished.*, ended.*, deliveries,
                   coalesce(extract(epoch FROM clock_timestamp() - still_since), 0)::float8 AS standstill,
                   coalesce(extract(epoch FROM clock_timestamp() - due_since), 0)::float8 AS overdue
            FROM unfinished, ended, owed
            """;

    private final DatabaseClient database;

    Counts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Census> take() {
        return database.sql(COUNT).map(Counts::read).one();
    }

    private static Census read(Readable row) {
        return new Census(
                Arrays.stream(JobState.values())
                        .collect(Collectors.toMap(Function.identity(), state -> number(row, state.wireName()))),
                number(row, "standstill"),
                number(row, "deliveries"),
                number(row, "overdue"));
    }

    private static double number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Double.class), column);
    }
}
