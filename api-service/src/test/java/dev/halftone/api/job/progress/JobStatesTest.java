package dev.halftone.api.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class JobStatesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Looks looks = new Looks(DATABASE.connections());
    private final JobStates states = states(POLL);

    @Test
    void aJobIsAskedForOnceHoweverManyFollowIt() {
        JobId job = DATABASE.acceptJob(2);
        long begun = System.nanoTime();
        Mono<Long> end = Mono.delay(POLL.multipliedBy(10), Schedulers.boundedElastic())
                .doOnNext(_ -> DATABASE.end(job, 1, 2, "succeeded"));
        List<Job> last = Objects.requireNonNull(Flux.merge(
                        IntStream.range(0, 50).mapToObj(_ -> follow(job).last()).toList())
                .collectList()
                .zipWith(end, (states, _) -> states)
                .block(TIMEOUT));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(last)
                .hasSize(50)
                .allSatisfy(state -> assertThat(state.state().isTerminal()).isTrue());
        assertThat(looks.count()).isBetween(2, (int) took.dividedBy(POLL) + 1);
    }

    @Test
    void whoComesLaterSeesTheLastStateAndWhoComesAfterTheLastHasLeftAsksAgain() {
        JobStates seldom = states(Duration.ofHours(1));
        JobId job = DATABASE.acceptJob(1);
        StepVerifier.create(follow(seldom, job))
                .expectNextCount(1)
                .then(() -> assertThat(follow(seldom, job).blockFirst(TIMEOUT)).isNotNull())
                .thenCancel()
                .verify(TIMEOUT);
        assertThat(looks.count()).isEqualTo(1);
        DATABASE.end(job, 1, 1, "succeeded");
        StepVerifier.create(follow(seldom, job))
                .assertNext(state -> assertThat(state.state().isTerminal()).isTrue())
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void nobodyLooksAnyLongerOnceAllHaveLeft() throws InterruptedException {
        JobId job = DATABASE.acceptJob(1);
        follow(job).take(Duration.ofMillis(10)).blockLast(TIMEOUT);
        follow(job).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
            }
        });
        assertThat(follow(job).blockFirst(TIMEOUT)).isNotNull();
        int then = looks.count();
        Thread.sleep(POLL.multipliedBy(4));
        assertThat(looks.count()).isEqualTo(then);
    }

    @Test
    void whoIsSlowHoldsNobodyUpAndSeesTheEnd() {
        JobId job = DATABASE.acceptJob(2);
        StepVerifier.create(follow(job), 1)
                .expectNextCount(1)
                .then(() -> DATABASE.end(job, 1, 2, "failed"))
                .then(() -> assertThat(follow(job).last().block(TIMEOUT)).isNotNull())
                .thenRequest(1)
                .assertNext(state -> assertThat(state.state().isTerminal()).isTrue())
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void anotherTenantsFollowerIsNotShownWhatTheFirstSees() {
        JobId job = DATABASE.acceptJob(1);
        StepVerifier.create(follow(job))
                .expectNextCount(1)
                .then(() -> StepVerifier.create(states.of(job).contextWrite(new Tenant("another")::in))
                        .expectError(ProblemException.class)
                        .verify(TIMEOUT))
                .thenCancel()
                .verify(TIMEOUT);
    }

    private JobStates states(Duration poll) {
        return new JobStates(
                new Jobs(DatabaseClient.create(looks)), new EventSettings(poll, Duration.ofSeconds(15), 1000, 100));
    }

    private Flux<Job> follow(JobId job) {
        return follow(states, job);
    }

    private static Flux<Job> follow(JobStates states, JobId job) {
        return states.of(job).contextWrite(Tenant.DEFAULT::in);
    }

    /** Counts the statements: outside of a transaction each takes a connection. */
    private record Looks(ConnectionFactory real, AtomicInteger taken) implements ConnectionFactory {

        Looks(ConnectionFactory real) {
            this(real, new AtomicInteger());
        }

        int count() {
            return taken.get();
        }

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.<Connection>from(real.create()).doOnSubscribe(_ -> taken.incrementAndGet());
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return real.getMetadata();
        }
    }
}
