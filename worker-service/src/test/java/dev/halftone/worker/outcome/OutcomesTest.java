package dev.halftone.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.analysis.Analyses;
import dev.halftone.analysis.Analysis;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.ImageId;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.outcome.AnalysisResult;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Sha256;
import dev.halftone.outcome.SourceFacts;
import dev.halftone.outcome.StoredRendition;
import dev.halftone.outcome.Timings;
import dev.halftone.worker.fixture.Database;
import dev.halftone.worker.meter.WorkerMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OutcomesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Sha256 SOURCE = new Sha256("ab".repeat(32));
    private static final Md5 MD5 = new Md5("cd".repeat(16));
    private static final Timings TIMINGS =
            new Timings(Duration.ofMillis(7), Duration.ofMillis(8), Duration.ofMillis(9));

    private static @Nullable Database database;

    private final Recorder first = new Recorder(client());
    private final Recorder second = new Recorder(client());

    @BeforeAll
    static void start() {
        database = new Database();
    }

    @AfterAll
    static void stop() throws IOException {
        database().close();
    }

    @AfterEach
    void closeRecorders() {
        first.close();
        second.close();
    }

    @Test
    void anOutcomeIsReadableOnceItsMonoCompletes() {
        JobId job = database().job(2);
        record(first, succeeded(job, 1, 0));
        assertThat(database().query("""
                SELECT status, attempts, encode(source_sha256, 'hex'), fetch_ms, process_ms, store_ms
                FROM halftone.outcomes WHERE job_id = '%s'""".formatted(job))).containsExactly("succeeded 2 " + SOURCE + " 7 8 9");
        assertThat(counts(job)).isEqualTo("running 1 0 0 1000 400");
        assertThat(database()
                        .query("SELECT encode(md5, 'hex'), bytes, format, width, height, frames FROM halftone.sources"))
                .containsExactly(MD5 + " 1000 jpeg 40 30 1");
    }

    @Test
    void aSourceOfBeforeMd5sGetsItsOwnWhenItIsFetchedAgain() {
        JobId job = database().job(1);
        Sha256 old = new Sha256("0d".repeat(32));
        database().execute("""
                INSERT INTO halftone.sources (sha256, bytes, format, width, height, frames)
                VALUES (decode('%s', 'hex'), 1000, 'jpeg', 40, 30, 1)""".formatted(old));
        record(first, succeeded(job, 1, 0, old));
        assertThat(database()
                        .query("SELECT encode(md5, 'hex') FROM halftone.sources WHERE sha256 = decode('" + old
                                + "', 'hex')"))
                .containsExactly(MD5.hex());
    }

    @Test
    void whatIsFoundOutIsKnownOfTheBytesFromThenOnWhoeverFindsItAgain() {
        JobId job = database().job(6);
        Sha256 source = new Sha256("0a".repeat(32));
        List<Analysis> both = Analyses.named(List.of("dimensions", "blurhash"));
        AnalysisResult hash = new AnalysisResult("blurhash", "L\"7é");
        AnalysisResult size = new AnalysisResult("dimensions", Map.of("width", 40, "height", 30, "frames", 1));
        AnalysisResult other = new AnalysisResult("blurhash", "another");
        assertThat(unknown(source, both)).isEqualTo(both);
        record(first, succeeded(job, 1, 0, source, List.of(hash)));
        assertThat(unknown(source, both)).containsExactly(both.getFirst());
        Flux.merge(
                        recordAll(
                                first,
                                List.of(
                                        succeeded(job, 2, 0, source, List.of(size, other)),
                                        succeeded(job, 3, 0, source, List.of(other, size)))),
                        recordAll(
                                second,
                                List.of(
                                        succeeded(job, 4, 0, source, List.of(other, size)),
                                        succeeded(job, 5, 0, source, List.of(size, other)))))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(unknown(source, both)).isEmpty();
        assertThat(unknown(SOURCE, both)).isEqualTo(both);
        assertThat(database()
                        .query("SELECT name, result FROM halftone.analyses WHERE source_sha256 = decode('" + source
                                + "', 'hex') ORDER BY name"))
                .containsExactly("blurhash \"L\\\"7é\"", "dimensions {\"width\": 40, \"frames\": 1, \"height\": 30}");
    }

    private List<Analysis> unknown(Sha256 source, List<Analysis> analyses) {
        return first.outcomes.unknown(source, analyses).blockOptional(TIMEOUT).orElseThrow();
    }

    @Test
    void theSameOutcomesFromTwoRecordersAtOnceAreCountedOnce() {
        int images = 500;
        JobId job = database().job(images);
        List<Outcome> all = IntStream.range(0, images)
                .mapToObj(index -> index % 5 == 0 ? failed(job, 1 + index, 0) : succeeded(job, 1 + index, 0))
                .toList();
        Flux.merge(recordAll(first, all), recordAll(second, all.reversed()), recordAll(first, all))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(counts(job)).isEqualTo("completed_with_errors 400 100 0 400000 160000");
    }

    @Test
    void whatEndedInAMinuteIsCountedWithTheOutcomesByAnyNumberOfWorkersAtOnce() {
        int images = 300;
        List<JobId> jobs = List.of(jobOf("one", images), jobOf("two", images), jobOf("one", images));
        List<Outcome> all = jobs.stream()
                .flatMap(job -> IntStream.rangeClosed(1, images)
                        .mapToObj(row -> row % 5 == 0 ? failed(job, row, 0) : succeeded(job, row, 0)))
                .toList();
        Flux.merge(recordAll(first, all), recordAll(second, all.reversed()), recordAll(first, all))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(database().query("""
                SELECT tenant, minute, status, reason, process_time, sum(images), sum(bytes_in), sum(bytes_out)
                FROM halftone.throughput WHERE tenant IN ('one', 'two')
                GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""))
                .hasSizeGreaterThanOrEqualTo(4)
                .isEqualTo(database().query("""
                        SELECT tenant, date_trunc('minute', recorded_at), status, coalesce(reason, ''),
                            CASE status WHEN 'succeeded' THEN 22 ELSE 0 END, -- 8 ms lie between 1.1^21 and 1.1^22
                            count(*), sum(outcome.bytes_in), sum(outcome.bytes_out)
                        FROM halftone.outcomes AS outcome JOIN halftone.jobs AS job ON job.id = job_id
                        WHERE tenant IN ('one', 'two')
                        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""));
        assertThat(database().query("SELECT sum(images), sum(bytes_in) FROM halftone.throughput WHERE tenant = 'one'"))
                .containsExactly("600 480000");
    }

    /** Few at a time, at odd moments: so it is where a worker has just what its decoder asks for. */
    @Test
    void noOutcomeWaitsForOthersToCome() {
        int workers = 4;
        int each = 100;
        JobId job = database().job(workers * each);
        Flux.range(0, workers)
                .flatMap(worker -> Flux.range(1, each)
                        .delayUntil(row -> Mono.delay(Duration.ofMillis(row * 7 % 11)))
                        .concatMap(row -> first.outcomes
                                .record(succeeded(job, worker * each + row, 0))
                                .timeout(Duration.ofSeconds(10))))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(Duration.ofMinutes(2));
        assertThat(counts(job)).startsWith("completed " + workers * each);
    }

    @Test
    void anImageThatComesTwiceInOneBatchIsCountedOnce() {
        JobId job = database().job(3);
        Flux.merge(
                        first.outcomes.record(succeeded(job, 1, 0)),
                        first.outcomes.record(succeeded(job, 1, 0)),
                        first.outcomes.record(failed(job, 1, 0)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(first.meters.summary(WorkerMeter.OUTCOME_BATCH.meterName()).max())
                .isEqualTo(3);
        assertThat(database().query("SELECT succeeded + failed FROM halftone.jobs WHERE id = '" + job + "'"))
                .containsExactly("1");
    }

    @Test
    void theLastOutcomeCompletesTheJobInTheStateThatItsOutcomesMake() {
        JobId allGood = database().job(2);
        JobId someBad = database().job(2);
        JobId allBad = database().job(2);
        JobId cancelled = database().job(2);
        record(
                first,
                succeeded(allGood, 1, 0),
                succeeded(allGood, 1, 1),
                succeeded(someBad, 1, 0),
                failed(someBad, 1, 1),
                failed(allBad, 1, 0),
                failed(allBad, 1, 1),
                succeeded(cancelled, 1, 0),
                new Outcome.Cancelled(new ImageId(cancelled, 1, 1)));
        assertThat(counts(allGood)).startsWith("completed 2 0 0");
        assertThat(counts(someBad)).startsWith("completed_with_errors 1 1 0");
        assertThat(counts(allBad)).isEqualTo("failed 0 2 0 0 0");
        assertThat(counts(cancelled)).startsWith("cancelled 1 0 1");
    }

    @Test
    void completionOwesEachEndpointOneDelivery() {
        JobId job = database().job(2);
        database()
                .execute("INSERT INTO halftone.endpoints (job_id, url, secret) VALUES ('" + job
                        + "', 'https://example.com/hook', 'whsec_x')");
        record(first, succeeded(job, 1, 0));
        assertThat(deliveries(job)).isEqualTo("0");
        Flux.merge(first.outcomes.record(succeeded(job, 1, 1)), second.outcomes.record(succeeded(job, 1, 1)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        record(first, succeeded(job, 1, 1));
        assertThat(deliveries(job)).isEqualTo("1");
    }

    @Test
    void whatACancellingClientEndedFirstStaysCancelled() {
        JobId job = database().job(3);
        record(first, succeeded(job, 1, 0));
        // as the api cancels: outcomes for all that is pending, counted in the same transaction
        database().execute("""
                WITH added AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status)
                    SELECT '%1$s', 1, position, 'cancelled' FROM generate_series(0, 2) AS position
                    ON CONFLICT DO NOTHING RETURNING 1
                )
                SELECT halftone.tally('%1$s', 0, 0, (SELECT count(*)::int FROM added), 0, 0)
                """.formatted(job));
        record(first, succeeded(job, 1, 1), failed(job, 1, 2));
        assertThat(counts(job)).isEqualTo("cancelled 1 0 2 1000 400");
        assertThat(pending(job, 0, 1, 2)).isEmpty();
    }

    @Test
    void pendingAreThePositionsWithoutOutcome() {
        JobId job = database().job(3);
        record(first, succeeded(job, 1, 2));
        assertThat(pending(job, 0, 2, 5)).containsExactlyInAnyOrder(0, 5);
    }

    @Test
    void anImageThatEndsIsNoLongerParkedAndOthersStayParked() {
        JobId job = database().job(3);
        database()
                .execute("INSERT INTO halftone.parked (job_id, row_number, position, attempts, due_at) SELECT '" + job
                        + "', 1, position, 1, now() FROM generate_series(0, 1) AS position");
        record(first, succeeded(job, 1, 0), succeeded(job, 1, 2));
        assertThat(database().query("SELECT position FROM halftone.parked WHERE job_id = '" + job + "'"))
                .containsExactly("1");
    }

    @Test
    void aWorkerThatWakesAfterAnotherDidItsRowsChangesNothing() {
        JobId job = database().job(2);
        record(first, succeeded(job, 1, 0), failed(job, 1, 1));
        List<String> before = everythingOf(job);
        record(second, failed(job, 1, 0), succeeded(job, 1, 1));
        assertThat(everythingOf(job)).isEqualTo(before).first().asString().startsWith("completed_with_errors");
    }

    @Test
    void storedAreTheRenditionsOfTheSameBytesThroughTheSamePipelineUnderTheNamesAskedFor() {
        JobId job = database().job(1);
        record(first, succeeded(job, 1, 0));
        Rendition other =
                new Rendition("other", Pipeline.read(List.of(Map.of("operation", "compress", "quality", 50))));
        first.outcomes
                .stored(SOURCE, List.of(new Rendition("small", Pipeline.DEFAULT), other))
                .as(StepVerifier::create)
                .expectNext(rendition("small"))
                .expectComplete()
                .verify(TIMEOUT);
        first.outcomes
                .stored(new Sha256("cd".repeat(32)), Rendition.DEFAULT)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
    }

    private static OutcomeSettings settings(Duration timeout) {
        return new OutcomeSettings(50, Duration.ofMillis(20), timeout, Duration.ofSeconds(1));
    }

    private static DatabaseClient client() {
        return DatabaseClient.create(database().connections());
    }

    private static Database database() {
        if (database == null) {
            throw new IllegalStateException("not started");
        }
        return database;
    }

    private static void record(Recorder recorder, Outcome... outcomes) {
        recordAll(recorder, List.of(outcomes))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
    }

    private static Mono<Void> recordAll(Recorder recorder, List<Outcome> outcomes) {
        return Flux.fromIterable(outcomes)
                .flatMap(recorder.outcomes::record, 1_000)
                .then();
    }

    private static Set<Integer> pending(JobId job, Integer... positions) {
        PendingImages pending = new PendingImages(client(), settings(TIMEOUT));
        return Flux.just(positions)
                .concatMap(position -> pending.of(new ImageId(job, 1, position)))
                .map(PendingImage::position)
                .collect(Collectors.toSet())
                .blockOptional(TIMEOUT)
                .orElseThrow();
    }

    private static JobId jobOf(String tenant, int images) {
        JobId job = database().job(images);
        database().execute("UPDATE halftone.jobs SET tenant = '" + tenant + "' WHERE id = '" + job + "'");
        return job;
    }

    private static Outcome succeeded(JobId job, int row, int position) {
        return succeeded(job, row, position, SOURCE);
    }

    private static Outcome succeeded(JobId job, int row, int position, Sha256 source) {
        return succeeded(job, row, position, source, List.of());
    }

    private static Outcome succeeded(JobId job, int row, int position, Sha256 source, List<AnalysisResult> analyses) {
        return new Outcome.Succeeded(
                new ImageId(job, row, position),
                new SourceFacts(source, MD5, 1000, ImageFormat.JPEG, 40, 30, 1),
                List.of(rendition("compressed")),
                analyses,
                2,
                TIMINGS);
    }

    private static StoredRendition rendition(String name) {
        return new StoredRendition(
                name,
                Pipeline.DEFAULT.fingerprint(),
                "renditions/ab/x.jpg",
                ImageFormat.JPEG,
                400,
                40,
                30,
                71,
                Ending.TARGET_MET);
    }

    private static Outcome failed(JobId job, int row, int position) {
        return new Outcome.Failed(new ImageId(job, row, position), FailureReason.HTTP_STATUS, 404, 1, Timings.NONE);
    }

    private static String counts(JobId job) {
        return database()
                .query("SELECT state, succeeded, failed, cancelled, bytes_in, bytes_out FROM halftone.jobs WHERE id = '"
                        + job + "'")
                .getFirst();
    }

    private static List<String> everythingOf(JobId job) {
        return database()
                .query("SELECT job.state, job.*, outcome.* FROM halftone.jobs AS job JOIN halftone.outcomes AS"
                        + " outcome ON job_id = id WHERE id = '" + job + "' ORDER BY row_number, position");
    }

    private static String deliveries(JobId job) {
        return database()
                .query("SELECT count(*) FROM halftone.deliveries WHERE job_id = '" + job + "'")
                .getFirst();
    }
}
