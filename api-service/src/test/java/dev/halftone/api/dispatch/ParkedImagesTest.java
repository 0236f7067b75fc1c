package dev.halftone.api.dispatch;

import static dev.halftone.api.dispatch.Dispatchers.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import dev.halftone.row.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedImagesTest {

    private final Dispatchers dispatchers = new Dispatchers(TestKafka.shared());
    private final TestDatabase database = dispatchers.database;

    @BeforeEach
    void theTopicIsThere() {
        dispatchers.with().topic();
    }

    @AfterEach
    void stop() {
        dispatchers.close();
    }

    @Test
    void dueImagesArePublishedAgainAloneAndOnce() {
        dispatchers.with().start();
        JobId job = database.acceptJob(3, 3);
        dispatchers.awaitPublished(job, 9);
        park(job, 2, 0, "-1 s");
        park(job, 2, 2, "-1 s");
        park(job, 3, 1, "1 h");
        await().atMost(SOON).until(() -> waiting(job), left -> left == 1);
        assertThat(dispatchers.published(job).filter(row -> row.number() == 2))
                .extracting(row -> row.sources().stream().map(Source::position).toList())
                .containsExactlyInAnyOrder(List.of(0, 1, 2), List.of(0, 2));
        assertThat(dispatchers.counts(job)).containsExactly(1, 2, 1);
    }

    @Test
    void whatIsParkedTakesNoRoomInTheWindow() {
        dispatchers.with().window(20).start();
        JobId job = database.acceptJob(50);
        dispatchers.awaitPublished(job, 20);
        park(job, 1, 0, "1 h");
        park(job, 2, 0, "1 h");
        dispatchers.awaitPublished(job, 22);
    }

    @Test
    void dueImagesTakeRoomInTheWindow() {
        Dispatchers.Setup setup = dispatchers.with().window(10);
        JobId job = database.acceptJob(40);
        publish(setup);
        for (int row = 1; row <= 10; row++) {
            park(job, row, 0, "1 h");
        }
        publish(setup);
        database.execute("UPDATE halftone.parked SET due_at = now() - interval '1 s'", Map.of());
        assertThat(setup.claims(1)).isEmpty();
        database.end(job, 11, 14, "succeeded");
        Chunk chunk = setup.next(setup.claim());
        assertThat(chunk.due()).extracting(OwedRow::number).containsExactly(1, 2, 3, 4);
        assertThat(chunk.rows()).isEmpty();
    }

    @Test
    void aJobThatWaitsForParkedImagesHasNotStalled() {
        JobId job = database.acceptJob(2);
        Dispatchers.Setup setup = dispatchers.with().stallTimeout(Duration.ofMillis(1));
        publish(setup);
        park(job, 1, 0, "1 h");
        park(job, 2, 0, "1 h");
        assertThat(setup.claims(1)).isEmpty();
        database.execute("UPDATE halftone.jobs SET accepted_at = now() - interval '2 h'", Map.of());
        database.execute("UPDATE halftone.parked SET due_at = now() - interval '1 s' WHERE row_number = 2", Map.of());
        assertThat(setup.claim()).satisfies(claim -> assertThat(claim.stalled()).isFalse());
    }

    @Test
    void whatIsParkedIsLeftOutWhenRowsArePublishedAgain() {
        JobId job = database.acceptJob(2, 2);
        Dispatchers.Setup setup = dispatchers.with();
        publish(setup);
        park(job, 1, 1, "1 h");
        database.execute("UPDATE halftone.jobs SET rewind_due = true", Map.of());
        setup.jobs().rewind(setup.claim()).block(SOON);
        Chunk chunk = setup.next(setup.claim());
        assertThat(chunk.rows().getFirst().pending())
                .extracting(Source::position)
                .containsExactly(0);
        assertThat(chunk.rows().getLast().pending()).hasSize(2);
    }

    @Test
    void anImageThatIsParkedAnewWhileItIsPublishedStaysParked() {
        JobId job = database.acceptJob(1);
        Dispatchers.Setup setup = dispatchers.with();
        publish(setup);
        park(job, 1, 0, "-1 s");
        Chunk chunk = setup.next(setup.claim());
        assertThat(chunk.due()).hasSize(1);
        park(job, 1, 0, "1 h");
        setup.jobs().published(chunk).block(SOON);
        assertThat(waiting(job)).isEqualTo(1);
    }

    private void publish(Dispatchers.Setup setup) {
        for (Claim claim : setup.claims(1)) {
            setup.jobs().published(setup.next(claim)).block(SOON);
        }
    }

    /** As a worker does. */
    private void park(JobId job, int row, int position, String in) {
        database.execute("""
                INSERT INTO halftone.parked (job_id, row_number, position, attempts, due_at)
                VALUES (:job, :row, :position, 1, now() + :in::interval)
                ON CONFLICT (job_id, row_number, position)
                    DO UPDATE SET attempts = excluded.attempts, due_at = excluded.due_at, published_at = NULL
                """, Map.of("job", job.value(), "row", row, "position", position, "in", in));
    }

    private int waiting(JobId job) {
        return database.number(
                "SELECT count(*) FROM halftone.parked WHERE job_id = :job AND published_at IS NULL", job);
    }
}
