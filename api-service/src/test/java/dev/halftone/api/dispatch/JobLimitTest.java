package dev.halftone.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many jobs of a tenant run at once, claim by claim. */
class JobLimitTest {

    private final Dispatchers dispatchers = new Dispatchers(TestKafka.shared());
    private final TestDatabase database = dispatchers.database;

    @AfterEach
    void stop() {
        dispatchers.close();
    }

    @Test
    void jobsBeginInTheOrderInWhichTheyWereAcceptedAsOthersEnd() {
        List<JobId> jobs = Stream.generate(() -> database.acceptJob(1)).limit(4).toList();
        assertThat(claimed(2)).containsExactlyInAnyOrder(jobs.get(0), jobs.get(1));
        assertThat(claimed(2)).isEmpty();
        database.end(jobs.get(1), 1, 1, "failed");
        assertThat(claimed(2)).containsExactly(jobs.get(2));
        database.end(jobs.get(0), 1, 1, "succeeded");
        assertThat(claimed(2)).containsExactly(jobs.get(3));
    }

    @Test
    void aJobThatRunsGoesOnWhenOneComesThatWasBegunEarlier() {
        JobId running = database.acceptJob(1);
        assertThat(claimed(1)).containsExactly(running);
        JobId earlier = database.acceptJob(1);
        database.execute(
                "UPDATE halftone.jobs SET accepted_at = accepted_at - interval '1 h' WHERE id = :job",
                Map.of("job", earlier.value()));
        database.execute("UPDATE halftone.jobs SET leased_until = NULL", Map.of());
        assertThat(claimed(1)).containsExactly(running);
    }

    @Test
    void eachTenantHasItsOwnLimitAndWhatWaitsTakesNoShare() {
        JobId first = database.acceptJob(1_000);
        database.acceptJob(1_000);
        JobId other = database.acceptJob(1_000);
        database.execute("UPDATE halftone.jobs SET tenant = 'other' WHERE id = :job", Map.of("job", other.value()));
        assertThat(dispatchers.with().window(100).jobsPerTenant(1).claims(1))
                .extracting(Claim::job, Claim::room)
                .containsExactlyInAnyOrder(tuple(first, 50), tuple(other, 50));
    }

    @Test
    void manyApisTogetherKeepToTheLimit() {
        for (int round = 0; round < 5; round++) {
            IntStream.range(0, 5).forEach(_ -> database.acceptJob(1));
            try (var threads = Executors.newFixedThreadPool(6)) {
                List<CompletableFuture<List<JobId>>> claims = new ArrayList<>();
                IntStream.range(0, 6)
                        .forEach(_ -> claims.add(CompletableFuture.supplyAsync(() -> claimed(2), threads)));
                assertThat(claims.stream()
                                .mapToInt(claim -> claim.join().size())
                                .sum())
                        .isEqualTo(2);
            }
            database.execute("DELETE FROM halftone.jobs", Map.of());
        }
    }

    private List<JobId> claimed(int limit) {
        return dispatchers.with().jobsPerTenant(limit).claims(1).stream()
                .map(Claim::job)
                .toList();
    }
}
