package dev.halftone.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.yaml.snakeyaml.Yaml;

/** What the workers' autoscaler asks of PostgreSQL, by the role that it has: the manifest's own words. */
class ScalerQueryTest {

    private static final Path MANIFESTS = Path.of("../deploy/kubernetes");

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itCountsTheImagesAndWebhooksThatWorkersAreNeededFor() throws IOException {
        database.execute(Files.readString(MANIFESTS.resolve("scaler-role.sql")), Map.of());
        assertThat(owed()).isZero();

        JobId job = database.acceptJob(10);
        assertThat(owed()).as("images, whether published or not").isEqualTo(10);
        database.end(job, 1, 4, "succeeded");
        assertThat(owed()).isEqualTo(6);

        park(job, 5, "1 h");
        assertThat(owed()).as("without one that is put off for long").isEqualTo(5);
        park(job, 6, "10 s");
        assertThat(owed()).as("with one that is due in a moment").isEqualTo(5);

        deliver("-1 s");
        deliver("1 h");
        assertThat(owed()).as("with a webhook that is due").isEqualTo(6);

        database.end(job, 5, 10, "failed");
        assertThat(owed()).as("the webhook, and that a job ended").isEqualTo(2);
        database.execute("UPDATE halftone.jobs SET completed_at = now() - interval '1 h'", Map.of());
        assertThat(owed()).as("the webhook alone").isEqualTo(1);
    }

    private long owed() throws IOException {
        String url = database.r2dbcUrl().replace("postgres:postgres@", "halftone_scaler:any@");
        Long owed = DatabaseClient.create(ConnectionFactories.get(url))
                .sql(query())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block(Duration.ofSeconds(20));
        return Objects.requireNonNull(owed);
    }

    private static String query() throws IOException {
        for (Object document : new Yaml().loadAll(Files.readString(MANIFESTS.resolve("base/scaling.yaml")))) {
            if (document instanceof Map<?, ?> object
                    && object.get("spec") instanceof Map<?, ?> spec
                    && spec.get("triggers") instanceof List<?> triggers
                    && triggers.getFirst() instanceof Map<?, ?> trigger
                    && trigger.get("metadata") instanceof Map<?, ?> metadata) {
                return String.valueOf(metadata.get("query"));
            }
        }
        throw new IllegalStateException("there is no trigger");
    }

    private void park(JobId job, int row, String until) {
        database.execute("""
                INSERT INTO halftone.parked (job_id, row_number, position, attempts, due_at)
                VALUES (:job, :row, 0, 1, now() + :until::interval)
                """, Map.of("job", job.value(), "row", row, "until", until));
    }

    private void deliver(String due) {
        database.execute("""
                WITH endpoint AS (
                    INSERT INTO halftone.endpoints (tenant, url, secret)
                    VALUES ('another', 'https://you.example/hooks', 'whsec_') RETURNING id)
                INSERT INTO halftone.deliveries (endpoint_id, job_id, event_type, next_attempt_at)
                SELECT id, gen_random_uuid(), 'job.completed', now() + :due::interval FROM endpoint
                """, Map.of("due", due));
    }
}
