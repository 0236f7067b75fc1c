package dev.halftone.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may publish how much, claim by claim. */
class FairShareTest {

    private final Dispatchers dispatchers = new Dispatchers(TestKafka.shared());
    private final TestDatabase database = dispatchers.database;

    @AfterEach
    void stop() {
        dispatchers.close();
    }

    @Test
    void oneJobHasTheWholeWindowOfAllWorkers() {
        JobId job = database.acceptJob(1_000);
        assertThat(published(100, 3)).isEqualTo(Map.of(job, 300));
        assertThat(published(100, 3)).isEmpty();
    }

    @Test
    void jobsShareTheWindow() {
        JobId first = database.acceptJob(1_000);
        JobId second = database.acceptJob(1_000);
        assertThat(published(100, 1)).isEqualTo(Map.of(first, 50, second, 50));
    }

    @Test
    void tenantsShareTheWindowHoweverManyJobsEachHas() {
        JobId lonely = jobOf("lonely", 1_000);
        List<JobId> many = Stream.generate(() -> jobOf("many", 1_000)).limit(4).toList();
        Map<JobId, Integer> published = published(200, 1);
        assertThat(published).containsEntry(lonely, 100);
        assertThat(many).allSatisfy(job -> assertThat(published).containsEntry(job, 25));
    }

    @Test
    void aJobWithNothingLeftToPublishTakesNoShare() {
        JobId done = database.acceptJob(10);
        published(100, 1);
        JobId big = database.acceptJob(1_000);
        assertThat(published(100, 1)).isEqualTo(Map.of(big, 90));
        database.end(done, 1, 10, "succeeded");
        assertThat(published(100, 1)).isEqualTo(Map.of(big, 10));
    }

    @Test
    void aNewJobIsPublishedAtOnceThoughOthersHaveTheWholeWindow() {
        JobId big = database.acceptJob(1_000);
        published(100, 1);
        JobId small = database.acceptJob(10);
        JobId other = jobOf("other", 1_000);
        assertThat(published(100, 1)).isEqualTo(Map.of(small, 10, other, 50));
        database.end(big, 1, 20, "succeeded");
        assertThat(published(100, 1)).isEmpty();
    }

    @Test
    void veryManySmallJobsDoNotFloodTheWindow() {
        for (int job = 0; job < 300; job++) {
            database.acceptJob(1);
        }
        int total = 0;
        for (int turn = 0; turn < 10; turn++) {
            total += published(100, 1).size();
        }
        assertThat(total).isEqualTo(100);
        JobId other = jobOf("other", 10);
        assertThat(published(100, 1)).containsEntry(other, 10);
    }

    @Test
    void jobsWithMoreThanThereIsRoomForTakeTurns() {
        for (int job = 0; job < 12; job++) {
            database.acceptJob(1_000);
        }
        Map<JobId, Integer> first = published(64, 1);
        assertThat(first.values()).containsOnly(16).hasSize(4);
        first.keySet().forEach(job -> database.end(job, 1, 16, "succeeded"));
        Map<JobId, Integer> second = published(64, 1);
        assertThat(second.values()).containsOnly(16).hasSize(4);
        assertThat(second.keySet()).doesNotContainAnyElementsOf(first.keySet());
    }

    @Test
    void whatAnotherDispatcherIsAboutToPublishIsCounted() {
        database.acceptJob(1_000);
        assertThat(dispatchers.with().window(100).claims(1)).hasSize(1);
        JobId second = database.acceptJob(1_000);
        assertThat(published(100, 1)).isEqualTo(Map.of(second, 50));
        database.acceptJob(40);
        assertThat(published(100, 1).values()).allMatch(images -> images <= 34);
    }

    private JobId jobOf(String tenant, int rows) {
        JobId job = database.acceptJob(rows);
        database.execute(
                "UPDATE halftone.jobs SET tenant = :tenant WHERE id = :job",
                Map.of("tenant", tenant, "job", job.value()));
        return job;
    }

    /** What one turn publishes: images by job. */
    private Map<JobId, Integer> published(int window, int workers) {
        Dispatchers.Setup setup = dispatchers.with().window(window).jobsPerTurn(100);
        Map<JobId, Integer> images = new HashMap<>();
        for (Claim claim : setup.claims(workers)) {
            Chunk chunk = setup.next(claim);
            setup.jobs().published(chunk).block(Dispatchers.SOON);
            images.put(claim.job(), chunk.images());
        }
        return images;
    }
}
