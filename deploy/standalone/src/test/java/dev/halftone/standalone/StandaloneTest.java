package dev.halftone.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole flow on the embedded servers, and the commands that use them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandaloneTest extends EveryWayIn {

    @TempDir
    static Path directory;

    private static final String OTLP = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String EVERY = "management.opentelemetry.tracing.export.schedule-delay";

    private WebhookReceiver webhooks;
    private TraceReceiver traces;
    private Standalone system;

    @BeforeAll
    void start() throws Exception {
        webhooks = WebhookReceiver.start();
        traces = TraceReceiver.start();
        System.setProperty(OTLP, traces.address().toString());
        System.setProperty(EVERY, "200ms");
        system = start(directory.resolve("data"));
    }

    @AfterAll
    void stop() throws Exception {
        System.clearProperty(OTLP);
        System.clearProperty(EVERY);
        webhooks.close();
        system.close();
        traces.close();
    }

    private Standalone start(Path data) throws Exception {
        return Standalone.start(
                data, ServerPorts.ANY, 0, Map.of("HALFTONE_EGRESS_ALLOWED_PORTS", "80,443," + webhooks.port()));
    }

    @Override
    URI api() {
        return system.address();
    }

    @Override
    URI samples() {
        return system.samples();
    }

    @Override
    WebhookReceiver webhooks() {
        return webhooks;
    }

    @Test
    void aJobIsOneTraceFromItsSubmissionToItsWebhookOfWhichStrangersAreToldNothing() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String job = submit(
                        "/v1/jobs?webhookUrl=" + webhooks.address(),
                        "S. No.,Product Name,Input Image Urls\n1,Mugs," + samples() + "/mugs.jpg\n",
                        "traceparent",
                        "00-" + trace + "-b7ad6b7169203331-01")
                .get("requestId")
                .asString();
        end(job);

        WebhookReceiver.Received told = webhooks.next(Duration.ofSeconds(60));
        assertThat(told.body()).contains(job);
        assertThat(told.headers().map()).doesNotContainKeys("Traceparent", "Tracestate", "Baggage", "B3");
        await(() -> traces.spans(trace).containsAll(List.of("attempt", "delivery", "record")));
        assertThat(traces.spans(trace))
                .contains("http post /v1/jobs", "row", "image", "pending", "claim", "fetch", "look-up", "process")
                .contains("store", "record", "delivery", "attempt");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
    }

    @Test
    void jobsAndImagesSurviveARestartAtTheSameAddress() throws Exception {
        URI address = api();
        String job = submit("/v1/jobs").get("requestId").asString();
        end(job);
        system.close();

        system = start(directory.resolve("data"));

        assertThat(api()).isEqualTo(address);
        assertThat(end(job).get("succeeded").asInt()).isEqualTo(20);
        assertThat(get(images(job)
                        .getFirst()
                        .get("renditions")
                        .get(0)
                        .get("url")
                        .asString()))
                .isNotEmpty();
    }

    @Test
    void runEndsWithZeroAndBringsEveryImageHome() throws Exception {
        Outcome run = run(MANIFEST);

        assertThat(run.text()).contains("20 of 20 images made", " %) saved");
        assertThat(run.status()).isZero();
        assertThat(files(run.out())).hasSize(21).contains("04-2-cap-02.jpg", "01-1-beanie-1.png", "report.csv");
        assertThat(run.out().resolve("report.csv")).content().contains("http://127.0.0.1:");
    }

    @Test
    void runEndsWithOneWhenAnImageFailsAndSaysWhy() throws Exception {
        Outcome run = run(manifest("1,Mugs,\"{origin}/mugs.jpg, {origin}/missing.jpg\""));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.text()).contains("1 of 2 images", "1 failed: http_status 404", "line 2", "/missing.jpg");
        assertThat(files(run.out())).containsExactly("1-1-mugs.jpg", "report.csv");
    }

    @Test
    void runEndsWithTwoWhenTheManifestIsRejectedAndPrintsEachCell() throws Exception {
        Outcome run = run(manifest("1,Mugs,ftp://example.com/a.jpg\n2,,{origin}/mugs.jpg"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.text())
                .contains("line 2, column 'Input Image Urls': invalid_url")
                .contains("line 3, column 'Product Name': missing_value");
        assertThat(run.out()).doesNotExist();
    }

    @Test
    void aPipelineGivenToRunIsRun() throws Exception {
        Outcome run = run(
                manifest("1,Mugs,{origin}/mugs.jpg"),
                "--pipeline",
                "[{\"operation\":\"convert\",\"format\":\"webp\"},{\"operation\":\"compress\",\"ratio\":0.5}]");

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(files(run.out())).containsExactly("1-1-mugs.webp", "report.csv");
    }

    @Test
    void aPipelineThatIsNoneIsRefusedWithTheReason() throws Exception {
        Outcome run = run(manifest("1,Mugs,{origin}/mugs.jpg"), "--pipeline", "[{\"operation\":\"melt\"}]");

        assertThat(run.status()).isEqualTo(Halftone.UNABLE);
        assertThat(run.text()).contains("melt");
    }

    @Test
    void runFindsASystemByItsDataDirectoryToo() throws Exception {
        Outcome run = run(manifest("1,Mugs,{origin}/mugs.jpg"), "--port", "1");

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.out().resolve("report.csv")).content().contains("http://127.0.0.1:");
    }

    @Test
    void aSystemThatEndsWithRunLeavesAReportThatLeadsToFiles() throws Exception {
        Outcome run = run(
                manifest("1,Mugs,{origin}/mugs.jpg"),
                "--port",
                "1",
                "--data",
                directory.resolve("own data").toString());

        assertThat(run.status()).as(run.text()).isZero();
        String report = Files.readString(run.out().resolve("report.csv"));
        assertThat(report).contains(run.out().resolve("1-1-mugs.jpg").toUri().toString());
    }

    private Outcome run(Path manifest, String... more) throws IOException {
        Path out = Files.createTempDirectory(directory, "results").toRealPath().resolve("out");
        String port = Integer.toString(api().getPort());
        String data = directory.resolve("data").toString();
        String[] basic = {"run", manifest.toString(), "--out", out.toString(), "--port", port, "--data", data};
        StringWriter text = new StringWriter();
        CommandLine command = Halftone.commandLine()
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text));
        int status =
                command.execute(Stream.concat(Stream.of(basic), Stream.of(more)).toArray(String[]::new));
        return new Outcome(status, text.toString(), out);
    }

    private Path manifest(String rows) throws IOException {
        Path manifest = Files.createTempFile(directory, "list", ".csv");
        return Files.writeString(manifest, "S. No.,Product Name,Input Image Urls\n" + rows + "\n");
    }

    private static Stream<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private record Outcome(int status, String text, Path out) {}
}
