package dev.halftone.api.dispatch;

import static dev.halftone.api.dispatch.Dispatchers.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a dispatcher leaves behind, another takes up. */
class TakeOverTest {

    private final Dispatchers dispatchers = new Dispatchers(TestKafka.shared());
    private final TestDatabase database = dispatchers.database;

    @AfterEach
    void stop() {
        dispatchers.close();
    }

    @Test
    void theClaimOfADeadDispatcherIsTakenOverOnceItsLeaseHasEnded() {
        JobId job = database.acceptJob(20);
        dispatchers.with().lease(Duration.ofSeconds(3)).claim();
        long claimed = System.nanoTime();
        dispatchers.with().lease(Duration.ofSeconds(3)).start();
        dispatchers.awaitPublished(job, 20);
        assertThat(Duration.ofNanos(System.nanoTime() - claimed)).isGreaterThan(Duration.ofMillis(2_500));
        assertThat(dispatchers.counts(job)).hasSize(20).allMatch(count -> count == 1);
    }

    @Test
    void aStopGivesBackWhatKafkaDoesNotTake() {
        JobId job = database.acceptJob(20);
        int port = TestKafka.freePort();
        TestKafka gone = TestKafka.startOn(port);
        dispatchers
                .with()
                .bootstrap(gone.bootstrapServers())
                .lease(Duration.ofSeconds(60))
                .window(5)
                .start();
        dispatchers.awaitPublished(job, 5);
        gone.stop();
        database.end(job, 1, 5, "succeeded");
        await().atMost(SOON).until(() -> leaseLeft(job), seconds -> seconds > 30);
        dispatchers.stop();
        assertThat(leaseLeft(job)).isLessThanOrEqualTo(1);
        dispatchers.with().start();
        dispatchers.awaitPublished(job, 20);
    }

    @Test
    void aStopThatFindsNothingToWaitForIsQuick() {
        JobId job = database.acceptJob(5_000);
        dispatchers.with().window(10_000).chunk(10).start();
        await().atMost(SOON).until(() -> database.publishedImages(job) > 100);
        dispatchers.stop();
        assertThat(leaseLeft(job)).isZero();
        assertThat(dispatchers.counts(job)).hasSize(database.publishedImages(job));
    }

    /** Seconds. */
    private int leaseLeft(JobId job) {
        return database.number("""
                SELECT coalesce(ceil(extract(epoch FROM leased_until - clock_timestamp())), 0)::int
                FROM halftone.jobs WHERE id = :job
                """, job);
    }
}
