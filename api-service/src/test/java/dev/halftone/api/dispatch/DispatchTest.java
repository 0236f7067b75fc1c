package dev.halftone.api.dispatch;

import static dev.halftone.api.dispatch.Dispatchers.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halftone.api.dispatch.Dispatchers.Setup;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import dev.halftone.row.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final String ROWS = "halftone.dispatch.rows";
    private static final TestKafka KAFKA = TestKafka.shared();

    private final Dispatchers dispatchers = new Dispatchers(KAFKA);
    private final TestDatabase database = dispatchers.database;

    @BeforeEach
    void theTopicIsThere() {
        settings().topic();
    }

    @AfterEach
    void stop() {
        dispatchers.close();
    }

    @Test
    void aSmallJobIsPublishedAtOnceBehindABigOneThatNobodyFinishes() {
        settings().window(300).start();
        JobId big = database.acceptJob(10_000);
        awaitPublished(big, 300);
        JobId small = database.acceptJob(10);
        awaitPublished(small, 10);
        assertThat(database.publishedImages(big)).isEqualTo(300);
        assertThat(counts(big)).hasSize(300).allMatch(count -> count == 1);
        assertThat(counts(small)).hasSize(10).allMatch(count -> count == 1);
    }

    @Test
    void theWindowIsRefilledAsImagesEnd() {
        settings().window(100).start();
        JobId job = database.acceptJob(1_000);
        awaitPublished(job, 100);
        database.end(job, 1, 50, "succeeded");
        awaitPublished(job, 150);
        assertThat(counts(job)).hasSize(150).allMatch(count -> count == 1);
    }

    @Test
    void aRowOfMoreImagesThanTheWindowIsPublishedAlone() {
        settings().window(3).start();
        JobId job = database.acceptJob(2, 5);
        awaitPublished(job, 5);
        database.end(job, 1, 1, "failed");
        awaitPublished(job, 10);
        assertThat(counts(job)).hasSize(2);
    }

    @Test
    void twoDispatchersShareTheJobsWithoutDoublingARow() {
        List<JobId> jobs =
                Stream.generate(() -> database.acceptJob(1_000)).limit(6).toList();
        Setup first = settings().window(100_000).chunk(50).jobsPerTurn(1).start();
        Setup second = settings().window(100_000).chunk(50).jobsPerTurn(1).start();
        jobs.forEach(job -> awaitPublished(job, 1_000));
        assertThat(jobs)
                .allSatisfy(job -> assertThat(counts(job)).hasSize(1_000).allMatch(count -> count == 1));
        assertThat(first.counted(ROWS)).isPositive();
        assertThat(second.counted(ROWS)).isPositive();
        assertThat(first.counted(ROWS) + second.counted(ROWS)).isEqualTo(6_000);
    }

    @Test
    void aDeathBetweenPublishingAndNotingItDoublesOneChunkAtMost() {
        JobId job = database.acceptJob(300);
        Setup dead = settings().chunk(100).window(1_000);
        dead.send(dead.next(dead.claim()));
        assertThat(database.publishedImages(job)).isZero();
        settings().chunk(100).window(1_000).start();
        awaitPublished(job, 300);
        assertThat(counts(job))
                .isEqualTo(IntStream.rangeClosed(1, 300)
                        .mapToObj(number -> number <= 100 ? 2 : 1)
                        .toList());
    }

    @Test
    void whatIsNotedAfterTheLeaseEndedChangesNothing() {
        JobId job = database.acceptJob(10);
        Setup slow = settings();
        Claim claim = slow.claim();
        Chunk chunk = slow.next(claim);
        database.execute("UPDATE halftone.jobs SET leased_until = now() - interval '1 s'", Map.of());
        Claim other = settings().claim();
        slow.jobs().published(chunk).block(SOON);
        assertThat(database.publishedImages(job)).isZero();
        settings().jobs().published(settings().next(other)).block(SOON);
        assertThat(database.publishedImages(job)).isEqualTo(10);
    }

    @Test
    void theUnfinishedRowsOfAStalledJobArePublishedAgain() {
        settings().window(100).stallTimeout(Duration.ofSeconds(2)).start();
        JobId job = database.acceptJob(30, 2);
        awaitPublished(job, 60);
        database.end(job, 1, 9, "succeeded");
        database.end(job, 12, 20, "failed");
        List<Integer> oncePlusUnfinished = IntStream.rangeClosed(1, 30)
                .mapToObj(number -> number <= 9 || (number >= 12 && number <= 20) ? 1 : 2)
                .toList();
        await().atMost(SOON).until(() -> counts(job), oncePlusUnfinished::equals);
        awaitPublished(job, 60);
        await().atMost(SOON).until(() -> counts(job).getLast() == 3);
    }

    @Test
    void aCancelledJobIsDispatchedNoFurther() {
        settings().window(5).start();
        JobId job = database.acceptJob(100);
        awaitPublished(job, 5);
        database.execute("""
                WITH cancelled AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status)
                    SELECT job_id, number, 0, 'cancelled' FROM halftone.rows WHERE job_id = :job RETURNING 1)
                SELECT halftone.tally(:job, 0, 0, count(*)::int, 0, 0) FROM cancelled
                """, Map.of("job", job.value()));
        JobId other = database.acceptJob(5);
        awaitPublished(other, 5);
        assertThat(counts(job)).hasSize(5);
    }

    @Test
    void rowsWithGapsInTheirNumbersAndSourcesAreAllPublished() {
        JobId job = database.acceptJob(9, 3);
        database.execute("UPDATE halftone.rows SET number = number * 1000, sources[2] = NULL", Map.of());
        database.execute("UPDATE halftone.jobs SET images = 18", Map.of());
        settings().window(4).start();
        awaitPublished(job, 4);
        database.end(job, 1000, 2000, "succeeded");
        awaitPublished(job, 8);
        assertThat(KAFKA.messages().stream()
                        .filter(message -> message.row().job().equals(job)))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message.row().sources())
                        .extracting(Source::position)
                        .containsExactly(0, 2));
    }

    @Test
    void aLostListeningConnectionIsMadeAgain() {
        settings().idlePoll(Duration.ofMinutes(10)).start();
        awaitPublished(database.acceptJob(1), 1);
        await().atMost(SOON).until(this::killListening, killed -> killed == 1);
        awaitPublished(database.acceptJob(1), 1);
        awaitPublished(database.acceptJob(1), 1);
    }

    @Test
    void rowsWaitForKafkaToComeBack() {
        int port = TestKafka.freePort();
        settings().bootstrap("127.0.0.1:" + port).lease(Duration.ofSeconds(3)).start();
        JobId job = database.acceptJob(20);
        TestKafka late = TestKafka.startOn(port);
        try {
            awaitPublished(job, 20);
            assertThat(late.messages()).hasSize(20);
        } finally {
            dispatchers.close();
            late.stop();
        }
    }

    private Setup settings() {
        return dispatchers.with();
    }

    private void awaitPublished(JobId job, int images) {
        dispatchers.awaitPublished(job, images);
    }

    private List<Integer> counts(JobId job) {
        return dispatchers.counts(job);
    }

    private int killListening() {
        return database.number("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE query LIKE 'LISTEN%' AND datname = current_database() AND :job IS NOT NULL
                """, JobId.next());
    }
}
