package dev.halftone.api.dispatch;

import dev.halftone.api.meter.ApiMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows in PostgreSQL which topic carried the rows, so that what a lost one carried is published again at once, and once. */
@Component
class LostTopics {

    private static final Logger LOG = LoggerFactory.getLogger(LostTopics.class);

    // of several dispatchers that see the new topic, those behind the first find its id noted
    private static final String NOTE = """
            WITH known AS (
                SELECT id FROM halftone.topics WHERE name = :name
            ), noted AS (
                INSERT INTO halftone.topics AS topic (name, id)
                SELECT :name, :id
                WHERE NOT EXISTS (SELECT FROM known WHERE id = :id)
                ON CONFLICT (name) DO UPDATE SET id = excluded.id, seen_at = clock_timestamp()
                    WHERE topic.id <> excluded.id
                RETURNING id
            ), published AS (
                SELECT job.id FROM known, noted, halftone.jobs AS job
                WHERE completed_at IS NULL AND (published_through > 0 OR leased_until > clock_timestamp())
                -- as the workers lock them
                ORDER BY job.id
                FOR UPDATE OF job
            ), lost AS (
                UPDATE halftone.jobs AS job SET rewind_due = true FROM published WHERE job.id = published.id RETURNING 1
            )
            SELECT (SELECT count(*) FROM lost) AS jobs, pg_notify('halftone_dispatch', '')
            FROM known, noted
            """;

    private final DatabaseClient database;
    private final Counter losses;

    LostTopics(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        this.losses = ApiMeter.DISPATCH_TOPIC_LOSSES.counter(meters);
    }

    /** Notes the topic's id. If there was another, all rows that are unfinished are to be published again. */
    Mono<Void> note(String name, String id) {
        return database.sql(NOTE)
                .bind("name", name)
                .bind("id", id)
                .map(LostTopics::jobs)
                .one()
                .doOnNext(jobs -> warn(name, jobs))
                .then();
    }

    private void warn(String name, long jobs) {
        losses.increment();
        LOG.warn("topic {} was made anew: the unfinished rows of {} jobs are published again", name, jobs);
    }

    private static long jobs(Readable row) {
        return Objects.requireNonNull(row.get("jobs", Long.class));
    }
}
