package dev.halftone.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.faults.ledger.Ledger;
import dev.halftone.faults.ledger.Submission;
import dev.halftone.lab.evidence.Database;
import dev.halftone.outcome.FailureReason;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each breach is made by hand in the product's own schema, and must be seen by the check that is for it. */
class DatabaseChecksTest {

    private static final List<String> SCHEMA =
            List.of("/db/migration/V1__jobs_rows_outcomes_webhooks.sql", "/db/migration/V6__throughput.sql");
    private static final String JOB = "'00000000-0000-7000-8000-000000000001'";

    private static EmbeddedPostgres postgres;
    private static Database database;

    private final Ledger ledger = new Ledger();

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE halftone SUPERUSER LOGIN PASSWORD 'halftone'");
            statement.execute("CREATE DATABASE halftone OWNER halftone");
        }
        database = new Database(
                postgres.getPort(), Map.of("SPRING_R2DBC_USERNAME", "halftone", "SPRING_R2DBC_PASSWORD", "halftone"));
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void aJobOfTwoImagesIsDone() throws Exception {
        database.execute("DROP SCHEMA IF EXISTS halftone CASCADE; DROP SCHEMA IF EXISTS audit CASCADE;"
                + " CREATE SCHEMA halftone;");
        for (String file : SCHEMA) {
            try (InputStream schema = requireNonNull(DatabaseChecksTest.class.getResourceAsStream(file))) {
                database.execute(new String(schema.readAllBytes(), UTF_8));
            }
        }
        Audit.install(database);
        ledger.add(new Submission("one", 2));
        database.execute("INSERT INTO halftone.jobs (id, mode, columns, renditions, rows, images)"
                + " VALUES (" + JOB + ", 'strict', '{}', '[]', 2, 2);"
                + " INSERT INTO halftone.rows SELECT " + JOB + ", n, n, n::text, 'one', '{u}', '{}'"
                + " FROM generate_series(1, 2) AS n;");
        cancel(1);
        cancel(2);
        database.execute("UPDATE halftone.jobs SET cancelled = 2, state = 'cancelled', completed_at = now()");
    }

    @Test
    void nothingIsWrongWithIt() throws Exception {
        for (Check check : List.of(
                new SubmissionsAreWhole(),
                new OneOutcomeAnImage(),
                new CountersAreCounted(),
                new ThroughputIsTheOutcomes(),
                new NoImageFails())) {
            assertThat(check.violations(evidence())).as(check.name()).isEmpty();
        }
    }

    @Test
    void aRowThatIsLostIsSeen() throws Exception {
        database.execute("DELETE FROM halftone.rows WHERE number = 2");
        assertThat(new SubmissionsAreWhole().violations(evidence())).hasSize(1);
    }

    @Test
    void rowsWithoutTheirJobAreSeen() throws Exception {
        database.execute("DELETE FROM halftone.jobs");
        assertThat(new SubmissionsAreWhole().violations(evidence())).hasSize(1);
    }

    @Test
    void aSecondJobOfOneSubmissionIsSeen() throws Exception {
        database.execute("INSERT INTO halftone.rows SELECT gen_random_uuid(), 1, 1, '1', 'one', '{u}', '{}'");
        assertThat(new SubmissionsAreWhole().violations(evidence())).isNotEmpty();
    }

    @Test
    void anImageWithoutAnOutcomeIsSeen() throws Exception {
        database.execute("DELETE FROM halftone.outcomes WHERE row_number = 2");
        assertThat(new OneOutcomeAnImage().violations(evidence())).hasSize(1);
        assertThat(new CountersAreCounted().violations(evidence())).hasSize(1);
    }

    @Test
    void anOutcomeThatComesAgainOrChangesIsSeen() throws Exception {
        database.execute("DELETE FROM halftone.outcomes WHERE row_number = 2");
        cancel(2);
        assertThat(new OneOutcomeAnImage().violations(evidence())).hasSize(1);
        database.execute("UPDATE halftone.outcomes SET attempts = 2 WHERE row_number = 1");
        assertThat(new OneOutcomeAnImage().violations(evidence())).hasSize(2);
    }

    @Test
    void aJobThatEndsAgainIsSeen() throws Exception {
        database.execute("UPDATE halftone.jobs SET state = 'completed'");
        assertThat(new OneOutcomeAnImage().violations(evidence())).hasSize(1);
    }

    @Test
    void aCounterThatIsNotTheOutcomesIsSeen() throws Exception {
        database.execute("UPDATE halftone.jobs SET cancelled = 1, succeeded = 1");
        assertThat(new CountersAreCounted().violations(evidence())).hasSize(1);
    }

    @Test
    void aMinuteThatIsCountedTwiceOrNotIsSeen() throws Exception {
        database.execute("UPDATE halftone.throughput SET images = images * 2");
        assertThat(new ThroughputIsTheOutcomes().violations(evidence())).isNotEmpty();
        database.execute("DELETE FROM halftone.throughput");
        assertThat(new ThroughputIsTheOutcomes().violations(evidence())).isNotEmpty();
    }

    @Test
    void anImageThatFailedIsSeen() throws Exception {
        database.execute("UPDATE halftone.outcomes SET status = 'failed', reason = 'timeout' WHERE row_number = 1");
        assertThat(new NoImageFails().violations(evidence())).hasSize(1);
    }

    @Test
    void anImageThatIsToFailMustAndWithThatReason() throws Exception {
        Check check = new NoImageFails();
        ledger.submissions().getFirst().expectFailure(1, FailureReason.POISON);
        assertThat(check.violations(evidence())).hasSize(1);
        database.execute("UPDATE halftone.outcomes SET status = 'failed', reason = 'timeout' WHERE row_number = 1");
        assertThat(check.violations(evidence())).hasSize(2);
        database.execute("UPDATE halftone.outcomes SET reason = 'poison' WHERE row_number = 1");
        assertThat(check.violations(evidence())).isEmpty();
    }

    private static void cancel(int row) throws Exception {
        database.execute("INSERT INTO halftone.outcomes (job_id, row_number, position, status)" + " VALUES (" + JOB
                + ", " + row + ", 0, 'cancelled')");
    }

    /** These checks ask PostgreSQL and the ledger alone. */
    @SuppressWarnings("NullAway")
    private Evidence evidence() {
        return new Evidence(null, ledger, null, null, database, null, null, null, Duration.ZERO, Duration.ZERO);
    }
}
