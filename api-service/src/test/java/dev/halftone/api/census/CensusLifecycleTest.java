package dev.halftone.api.census;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CensusLifecycleTest {

    private final TestDatabase database = TestDatabase.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CensusLifecycle census = new CensusLifecycle(new Counts(database.client()), meters);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void jobsAreCountedByStateTheEndedOnesForFiveMinutes() {
        database.acceptJob(3);
        ended("1 min");
        ended("2 min");
        ended("6 min");
        take();
        assertThat(jobs("halftone.jobs.unfinished", "accepted")).isOne();
        assertThat(jobs("halftone.jobs.unfinished", "running")).isZero();
        assertThat(jobs("halftone.jobs.ended", "completed")).isEqualTo(2);
        assertThat(jobs("halftone.jobs.ended", "failed")).isZero();
    }

    @Test
    void theJobThatStandsStillLongestIsOneThatDoesNotWaitForItsHosts() {
        job(
                "UPDATE halftone.jobs SET accepted_at = now() - interval '1 hour', progressed_at = now() - interval '9 min'");
        job("UPDATE halftone.jobs SET accepted_at = now() - interval '2 hours'" + " WHERE progressed_at IS NULL");
        database.execute("""
                INSERT INTO halftone.parked (job_id, row_number, position, attempts, due_at)
                SELECT id, 1, 0, 1, now() + interval '1 hour' FROM halftone.jobs WHERE progressed_at IS NULL
                """, Map.of());
        take();
        assertThat(value("halftone.jobs.standstill")).isBetween(500.0, 600.0);
    }

    @Test
    void deliveriesAreOwedAndOverdueOnceTheyAreDueAndNobodysOwn() {
        JobId job = database.acceptJob(1);
        database.execute("""
                INSERT INTO halftone.endpoints (job_id, url, secret)
                SELECT :job, 'https://you.example/' || n, 's' FROM generate_series(1, 4) AS n
                """, Map.of("job", job.value()));
        database.execute("""
                INSERT INTO halftone.deliveries (endpoint_id, job_id, event_type, state, next_attempt_at, leased_until)
                SELECT id, job_id, 'job.completed',
                       CASE WHEN url LIKE '%4' THEN 'succeeded' ELSE 'pending' END,
                       CASE WHEN url LIKE '%1' THEN now() + interval '1 hour' ELSE now() - interval '2 min' END,
                       CASE WHEN url LIKE '%2' THEN now() + interval '1 min' END
                FROM halftone.endpoints
                """, Map.of());
        take();
        assertThat(value("halftone.deliveries.pending")).isEqualTo(3);
        assertThat(value("halftone.deliveries.overdue")).isBetween(115.0, 180.0);
    }

    @Test
    void whatCannotBeCountedIsNoNumber() {
        database.execute("ALTER TABLE halftone.deliveries RENAME TO away", Map.of());
        take();
        assertThat(value("halftone.deliveries.pending")).isNaN();
        assertThat(jobs("halftone.jobs.unfinished", "running")).isNaN();
    }

    private void ended(String ago) {
        JobId job = database.acceptJob(1);
        database.execute(
                "UPDATE halftone.jobs SET state = 'completed', succeeded = 1, completed_at = now() - CAST(:ago AS interval)"
                        + " WHERE id = :job",
                Map.of("job", job.value(), "ago", ago));
    }

    private void job(String update) {
        database.acceptJob(1);
        database.execute(update, Map.of());
    }

    private void take() {
        census.take().block();
    }

    private double jobs(String name, String state) {
        return meters.get(name).tag("state", state).gauge().value();
    }

    private double value(String name) {
        return meters.get(name).gauge().value();
    }
}
