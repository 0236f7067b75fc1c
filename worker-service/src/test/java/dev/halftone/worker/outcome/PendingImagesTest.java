package dev.halftone.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import dev.halftone.worker.fixture.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is parked and what is suspect, as a row's images learn it when the row is received. */
@NullUnmarked // what is started before all tests
class PendingImagesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final OutcomeSettings SETTINGS =
            new OutcomeSettings(50, Duration.ofMillis(20), TIMEOUT, Duration.ofSeconds(1));

    private static Database database;
    private static PendingImages pending;
    private static Suspects suspects;
    private static Parking parking;

    @BeforeAll
    static void start() {
        database = new Database();
        DatabaseClient client = DatabaseClient.create(database.connections());
        pending = new PendingImages(client, SETTINGS);
        suspects = new Suspects(client, SETTINGS);
        parking = new Parking(client, SETTINGS);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void anImageThatWasBegunAndNeverSurvivedIsSuspectAsOftenAsItWasBegun() {
        JobId job = database.job(2);
        run(suspects.add(image(job, 0)));
        run(suspects.add(image(job, 0)));
        assertThat(pending(job)).containsExactlyInAnyOrder(new PendingImage(0, 0, 2), new PendingImage(1, 0, 0));
        run(suspects.remove(image(job, 0)));
        assertThat(pending(job)).containsExactlyInAnyOrder(new PendingImage(0, 0, 0), new PendingImage(1, 0, 0));
    }

    @Test
    void whatManyWorkersBeginAtOnceIsCountedForEach() {
        JobId job = database.job(2);
        run(Flux.range(0, 20).flatMap(worker -> suspects.add(image(job, 1)), 20).then());
        assertThat(pending(job)).contains(new PendingImage(1, 0, 20));
    }

    @Test
    void aParkedImageIsPendingOnceItIsDueAndRemembersItsAttempts() {
        JobId job = database.job(2);
        run(parking.park(image(job, 0), 2, Duration.ofHours(1)));
        assertThat(pending(job)).containsExactly(new PendingImage(1, 0, 0));
        comesDue(job);
        assertThat(pending(job)).contains(new PendingImage(0, 2, 0));
    }

    @Test
    void parkingAgainMeansToBePublishedAgainAndNeverForgetsAnAttempt() {
        JobId job = database.job(2);
        run(parking.park(image(job, 0), 2, Duration.ofSeconds(1)));
        database.execute("UPDATE halftone.parked SET published_at = now() WHERE job_id = '" + job + "'");
        run(parking.park(image(job, 0), 1, Duration.ofHours(1)));
        assertThat(database.query("""
                SELECT attempts, published_at, due_at > now() + interval '59 minutes'
                FROM halftone.parked WHERE job_id = '%s'""".formatted(job))).containsExactly("2 null t");
    }

    @Test
    void nothingIsParkedThatHasEndedOrWhoseJobIsOver() {
        JobId job = database.job(2);
        database.execute(ended(job, 0));
        run(parking.park(image(job, 0), 1, Duration.ZERO));
        JobId over = over();
        run(parking.park(image(over, 1), 1, Duration.ZERO));
        assertThat(database.query("SELECT * FROM halftone.parked WHERE job_id IN ('" + job + "', '" + over + "')"))
                .isEmpty();
    }

    @Test
    void nothingIsPendingOfAJobThatIsOverOrNoLongerKept() {
        assertThat(pending(over())).isEmpty();
        assertThat(pending(JobId.next())).isEmpty();
    }

    @Test
    void aRowThatOnlyPostgresKnowsHasThePositionsOfItsSources() {
        JobId job = database.job(3);
        database.execute("INSERT INTO halftone.rows (job_id, number, line, serial_number, product_name, sources, cells)"
                + " VALUES ('" + job + "', 1, 2, 'SN', 'name', '{https://a/, NULL, https://c/, https://d/}', '{}')");
        database.execute(ended(job, 3));
        assertThat(pending.of(job, 1).map(PendingImage::position).collectList().block(TIMEOUT))
                .containsExactlyInAnyOrder(0, 2);
        assertThat(pending.of(job, 7).collectList().block(TIMEOUT)).isEmpty();
    }

    private static List<PendingImage> pending(JobId job) {
        return Flux.range(0, 2)
                .concatMap(position -> pending.of(image(job, position)))
                .collectList()
                .block(TIMEOUT);
    }

    private static JobId over() {
        JobId job = database.job(1);
        database.execute(ended(job, 0) + "; SELECT halftone.tally('" + job + "', 0, 1, 0, 0, 0)");
        return job;
    }

    private static String ended(JobId job, int position) {
        return "INSERT INTO halftone.outcomes (job_id, row_number, position, status, reason) VALUES ('" + job + "', 1, "
                + position + ", 'failed', 'timeout')";
    }

    private static void comesDue(JobId job) {
        database.execute("UPDATE halftone.parked SET due_at = now() WHERE job_id = '" + job + "'");
    }

    private static ImageId image(JobId job, int position) {
        return new ImageId(job, 1, position);
    }

    private static void run(Mono<Void> statement) {
        statement.as(StepVerifier::create).expectComplete().verify(TIMEOUT);
    }
}
