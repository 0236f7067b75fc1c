package dev.halftone.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingJobsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void jobsSayHowManyComeBeforeThem() {
        List<JobId> jobs = Stream.generate(() -> database.acceptJob(1)).limit(4).toList();
        JobId others = database.acceptJob(1);
        database.execute("UPDATE halftone.jobs SET tenant = 'other' WHERE id = :job", Map.of("job", others.value()));
        assertThat(places(jobs, 2)).containsExactly(Optional.empty(), Optional.empty(), Optional.of(1), Optional.of(2));
        database.execute(
                "UPDATE halftone.jobs SET dispatched_at = now() WHERE id = :job",
                Map.of("job", jobs.get(3).value()));
        assertThat(places(jobs.subList(0, 3), 2)).containsExactly(Optional.empty(), Optional.of(1), Optional.of(2));
        database.end(jobs.getFirst(), 1, 1, "succeeded");
        assertThat(places(jobs.subList(0, 3), 2)).containsExactly(Optional.empty(), Optional.empty(), Optional.of(1));
    }

    @Test
    void nobodyWaitsWhereThereIsNoLimit() {
        List<JobId> jobs = Stream.generate(() -> database.acceptJob(1)).limit(3).toList();
        assertThat(places(jobs, 0)).containsOnly(Optional.empty());
    }

    private List<Optional<Integer>> places(List<JobId> jobs, int limit) {
        WaitingJobs waiting = new WaitingJobs(database.client(), new WaitingJobs.Limit(limit));
        return jobs.stream()
                .map(job -> new Jobs(database.client())
                        .require(job)
                        .contextWrite(Tenant.DEFAULT::in)
                        .flatMap(waiting::place)
                        .blockOptional(TIMEOUT))
                .toList();
    }
}
