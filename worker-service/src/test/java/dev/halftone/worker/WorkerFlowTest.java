package dev.halftone.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import dev.halftone.wire.TraceParent;
import dev.halftone.worker.fixture.Database;
import dev.halftone.worker.fixture.Http;
import dev.halftone.worker.fixture.KafkaBroker;
import dev.halftone.worker.fixture.ObjectStorage;
import dev.halftone.worker.fixture.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole worker on real PostgreSQL, Kafka and S3, with images from a real HTTP server. */
@NullUnmarked // what is started before all tests
class WorkerFlowTest {

    private static final String BOOKS = "products/books.jpg";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static Database database;
    private static KafkaBroker kafka;
    private static ObjectStorage storage;
    private static Origin origin;
    private static ConfigurableApplicationContext worker;

    @BeforeAll
    static void start() throws Exception {
        database = new Database();
        kafka = new KafkaBroker();
        kafka.createTopic(Topics.ROWS, 1);
        storage = new ObjectStorage();
        origin = new Origin();
        worker = worker();
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        origin.close();
        storage.close();
        kafka.close();
        database.close();
    }

    @Test
    void everyImageOfAJobEndsInOneOutcomeHoweverOftenItsRowsCome() throws Exception {
        JobId job = database.job(4);
        byte[] first = row(job, 1, BOOKS, "nowhere.jpg");
        byte[] second = row(job, 2, BOOKS, "formats/truncated.jpg");
        kafka.publish(Topics.ROWS, 0, List.of(first, second, first, second));
        await("completed_with_errors 2 2 0", () -> counts(job));
        kafka.publish(Topics.ROWS, 0, List.of(second, first));
        awaitAllCommitted();

        assertThat(counts(job)).isEqualTo("completed_with_errors 2 2 0");
        assertThat(outcomes(job))
                .containsExactly(
                        "1 0 succeeded null null",
                        "1 1 failed http_status 404",
                        "2 0 succeeded null null",
                        "2 1 failed truncated null");
        String key = one("SELECT key FROM halftone.renditions");
        long stored = Long.parseLong(one("SELECT bytes FROM halftone.renditions"));
        long source = Long.parseLong(one("SELECT bytes FROM halftone.sources"));
        assertThat((long) storage.object(key).length).isEqualTo(stored);
        assertThat(2 * stored).isLessThanOrEqualTo(source);
        assertThat(one("SELECT bytes_in, bytes_out FROM halftone.jobs WHERE id = '" + job + "'"))
                .isEqualTo(2 * source + " " + 2 * stored);
    }

    @Test
    void rowsThatComeAgainBeforeTheyAreDoneAreFetchedOnce() throws Exception {
        JobId job = database.job(30);
        int before = origin.requests("slow/" + BOOKS);
        List<byte[]> rows = IntStream.rangeClosed(1, 30)
                .mapToObj(number -> row(job, number, "slow/" + BOOKS))
                .toList();
        kafka.publish(Topics.ROWS, 0, rows);
        kafka.publish(Topics.ROWS, 0, rows);
        await("completed 30 0 0", () -> counts(job));
        awaitAllCommitted();
        assertThat(origin.requests("slow/" + BOOKS) - before).isEqualTo(30);
    }

    @Test
    void nothingIsFetchedForAJobThatIsCancelled() throws Exception {
        JobId job = database.job(1);
        database.execute("INSERT INTO halftone.outcomes (job_id, row_number, position, status) VALUES ('" + job
                + "', 1, 0, 'cancelled')");
        kafka.publish(Topics.ROWS, 0, List.of(row(job, 1, "cancelled.jpg")));
        awaitAllCommitted();
        assertThat(origin.requests("cancelled.jpg")).isZero();
    }

    @Test
    void anAddressThatThePolicyForbidsIsTheImagesFailure() throws Exception {
        JobId job = database.job(1);
        Row row = new Row(job, 1, "SN", "name", List.of(new Source(0, "http://10.0.0.1/a.jpg")));
        kafka.publish(Topics.ROWS, 0, List.of(RowMessageJson.write(new RowMessage(row, Rendition.DEFAULT))));
        await("failed 0 1 0", () -> counts(job));
        assertThat(outcomes(job)).containsExactly("1 0 failed egress_denied null");
    }

    @Test
    void anImageWhoseHostAsksForAnHourIsParkedAndItsRowAcknowledgedUntilItIsPublishedAgain() throws Exception {
        JobId job = database.job(2);
        byte[] row = row(job, 1, "busy/later.jpg", BOOKS);
        kafka.publish(Topics.ROWS, 0, List.of(row));
        awaitAllCommitted();
        assertThat(counts(job)).isEqualTo("running 1 0 0");
        assertThat(database.query("SELECT position, attempts FROM halftone.parked WHERE job_id = '" + job + "'"))
                .containsExactly("0 1");

        for (int attempts = 2; attempts <= 3; attempts++) {
            database.execute("UPDATE halftone.parked SET due_at = now() WHERE job_id = '" + job + "'");
            kafka.publish(Topics.ROWS, 0, List.of(row));
            awaitAllCommitted();
        }
        assertThat(counts(job)).isEqualTo("completed_with_errors 1 1 0");
        assertThat(origin.requests("busy/later.jpg")).isEqualTo(3);
        assertThat(database.query("SELECT * FROM halftone.parked WHERE job_id = '" + job + "'"))
                .isEmpty();
    }

    @Test
    void anImageThatEndedItsWorkerTooOftenIsPoisonAndItsNeighbourIsMade() throws Exception {
        JobId job = database.job(2);
        database.execute("INSERT INTO halftone.attempted VALUES ('" + job + "', 1, 0, 5)");
        kafka.publish(Topics.ROWS, 0, List.of(row(job, 1, "poison.jpg", BOOKS)));
        await("completed_with_errors 1 1 0", () -> counts(job));
        assertThat(outcomes(job)).containsExactly("1 0 failed poison null", "1 1 succeeded null null");
        assertThat(origin.requests("poison.jpg")).isZero();
        assertThat(database.query("SELECT * FROM halftone.attempted WHERE position = 1"))
                .isEmpty();
    }

    @Test
    void aRowOfOursThatCannotBeReadEndsItsImagesAndIsKept() throws Exception {
        JobId job = database.job(2);
        database.execute("INSERT INTO halftone.rows (job_id, number, line, serial_number, product_name, sources, cells)"
                + " VALUES ('" + job + "', 5, 6, 'SN', 'name', '{https://a/, https://b/}', '{}')");
        ProducerRecord<byte[], byte[]> garbage = new ProducerRecord<>(
                Topics.ROWS, (job + ":5").getBytes(StandardCharsets.UTF_8), "garbage".getBytes(StandardCharsets.UTF_8));
        garbage.headers().add(Topics.ROW_NUMBER, "5".getBytes(StandardCharsets.UTF_8));
        kafka.publish(List.of(garbage));
        await("failed 0 2 0", () -> counts(job));
        assertThat(outcomes(job)).containsExactly("5 0 failed poison null", "5 1 failed poison null");
        assertThat(http().get("/actuator/deadrows?limit=1000"))
                .startsWith("200 ")
                .contains(job + ":5");
        assertThat(http().post("/actuator/deadrows", "{\"ids\":\"0@998,0@999\"}"))
                .isEqualTo("200 []");
        assertThat(http().post("/actuator/deadrows", "{}")).startsWith("200 [\"0@");
    }

    @Test
    void logLinesOfAJobCarryItsRequestId() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.halftone.worker.flow.RowFlow");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(lines);
        try {
            JobId job = database.job(1);
            kafka.publish(Topics.ROWS, 0, List.of(row(job, 1, BOOKS)));
            await("completed 1 0 0", () -> counts(job));
            assertThat(lines.list)
                    .filteredOn(line -> line.getFormattedMessage().contains(job.toString()))
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(line.getMDCPropertyMap()).containsEntry("requestId", job.toString()));
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
    }

    @Test
    void aRowGoesOnWithTheTraceThatItsRecordNamesAndTellsItsOriginNothingOfIt() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.halftone.worker.flow.RowFlow");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(lines);
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try {
            JobId job = database.job(1);
            ProducerRecord<byte[], byte[]> row = new ProducerRecord<>(Topics.ROWS, null, row(job, 1, BOOKS));
            row.headers().add(Topics.TRACE_PARENT, ascii(new TraceParent(trace, "00f067aa0ba902b7").text()));
            kafka.publish(List.of(row));
            await("completed 1 0 0", () -> counts(job));

            assertThat(lines.list)
                    .filteredOn(line -> line.getFormattedMessage().contains(job.toString()))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(json(line))
                            .contains(
                                    "\"requestId\":\"" + job + "\"",
                                    "\"traceId\":\"" + trace + "\"",
                                    "\"spanId\":\"",
                                    "\"level\":\"DEBUG\""));
            await("true", () -> String.valueOf(origin.wasTold(trace, "row", "fetch", "store", "record")));
            assertThat(http().meters()).contains("trace_id=\"" + trace + "\"");
            assertThat(origin.headers()).contains("user-agent").doesNotContain("traceparent", "b3", "baggage");
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
    }

    /** A line as containers write it. */
    private static String json(ILoggingEvent line) {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        encoder.setFormat("logstash");
        encoder.start();
        return new String(encoder.encode(line), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void probesAndMetersAnswer() throws Exception {
        assertThat(http().get("/actuator/health/liveness")).contains("\"status\":\"UP\"");
        assertThat(http().get("/actuator/health/readiness"))
                .startsWith("200 ")
                .contains("\"kafka\"", "\"postgres\"", "\"s3\"");
        JobId job = database.job(1);
        kafka.publish(Topics.ROWS, 0, List.of(row(job, 1, BOOKS)));
        await("completed 1 0 0", () -> counts(job));
        assertThat(http().get("/actuator/prometheus"))
                .contains(
                        "halftone_worker_images_seconds_count{",
                        "halftone_worker_steps_seconds_count{",
                        "halftone_worker_rows_in_flight",
                        "halftone_worker_rows_oldest_age_seconds");
    }

    @Test
    void aWorkerThatIsToldToStopEndsWhatItBeganAndLeavesTheRest() throws Exception {
        awaitAllCommitted();
        JobId job = database.job(40);
        kafka.publish(
                Topics.ROWS,
                0,
                IntStream.rangeClosed(1, 40)
                        .mapToObj(number -> row(job, number, "slow/" + BOOKS))
                        .toList());
        await(
                "true",
                () -> String.valueOf(worker.getBean(MeterRegistry.class)
                                .get("halftone.worker.rows.in.flight")
                                .gauge()
                                .value()
                        > 0));
        worker.close();

        int ended = outcomes(job).size();
        assertThat(ended).isBetween(1, 39);
        assertThat(outcomes(job)).allMatch(outcome -> outcome.contains(" succeeded "));
        assertThat(kafka.committed("halftone-workers", Topics.ROWS, 0))
                .isEqualTo(kafka.end(Topics.ROWS, 0) - 40 + ended);

        worker = worker();
        await("40", () -> String.valueOf(outcomes(job).size()));
        assertThat(outcomes(job)).allMatch(outcome -> outcome.contains(" succeeded "));
        assertThat(counts(job)).isEqualTo("completed 40 0 0");
    }

    private static ConfigurableApplicationContext worker() {
        return RunningWorker.start(
                database,
                kafka,
                storage,
                origin,
                "--spring.kafka.properties.session.timeout.ms=6000",
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + origin.traces(),
                "--management.opentelemetry.tracing.export.schedule-delay=100ms");
    }

    private static byte[] row(JobId job, int number, String... paths) {
        List<Source> sources = IntStream.range(0, paths.length)
                .mapToObj(position -> new Source(position, origin.url(paths[position])))
                .toList();
        return RowMessageJson.write(new RowMessage(new Row(job, number, "SN", "name", sources), Rendition.DEFAULT));
    }

    private static String counts(JobId job) {
        return one("SELECT state, succeeded, failed, cancelled FROM halftone.jobs WHERE id = '" + job + "'");
    }

    private static String one(String query) {
        List<String> rows = database.query(query);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private static List<String> outcomes(JobId job) {
        return database.query("SELECT row_number, position, status, reason, http_status FROM halftone.outcomes"
                + " WHERE job_id = '" + job + "' ORDER BY row_number, position");
    }

    private static void awaitAllCommitted() throws Exception {
        long end = kafka.end(Topics.ROWS, 0);
        await(String.valueOf(end), () -> String.valueOf(kafka.committed("halftone-workers", Topics.ROWS, 0)));
    }

    private static void await(String expected, Callable<String> reading) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        String now = reading.call();
        while (!now.equals(expected) && System.nanoTime() < deadline) {
            Thread.sleep(50);
            now = reading.call();
        }
        assertThat(now).isEqualTo(expected);
    }

    private static Http http() {
        return new Http(worker.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
}
