package dev.halftone.api.submission;

import static dev.halftone.api.submission.RunningApi.HEADER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.submission.RunningApi.Answer;
import dev.halftone.event.WebhookSecret;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class SubmissionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String TWO_ROWS = HEADER + """
            1,Beanie,https://cdn.example.com/a.png
            2,Blue Plimsolls,"https://cdn.example.com/b.png, https://cdn.example.com/c.png"
            """;
    private static final String ONE_BAD_ROW = TWO_ROWS + "3,,https://cdn.example.com/d.png\n";

    private static @Nullable RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api().close();
    }

    @BeforeEach
    void forget() throws Exception {
        api().forget();
    }

    private static RunningApi api() {
        return requireNonNull(running);
    }

    @Test
    void answersWithARequestIdAndWhereToFollowIt() throws Exception {
        Answer answer = api().submitCsv("", TWO_ROWS);
        assertThat(answer.status()).isEqualTo(202);
        String id = answer.json().get("requestId").asString();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(answer.header("Location")).isEqualTo("/v1/jobs/" + id);
        assertThat(answer.json().get("status").asString()).isEqualTo("accepted");
        assertThat(answer.json().get("rows").asInt()).isEqualTo(2);
        assertThat(answer.json().get("images").asInt()).isEqualTo(3);
        assertThat(answer.json().get("rejectedRows").asInt()).isZero();
        assertThat(answer.json().has("webhookSecret")).isFalse();
        assertThat(answer.json().get("links").propertyNames())
                .containsExactly("self", "events", "images", "report", "cancel", "retry", "deliveries");
        assertThat(answer.json().get("links").get("report").asString()).isEqualTo("/v1/jobs/" + id + "/report.csv");
    }

    @Test
    void storesTheManifestAsItIsWritten() throws Exception {
        String name = "Tab\there, \\backslash\\N \"quoted\" {brace}\r\nsecond line \ud83c\udf77 NULL";
        Answer answer = api().submitCsv(
                        "",
                        "Note,Input Image Urls,Product Name,S. No.\n\\N,https://e.com/a.png?x=%5C,\""
                                + name.replace("\"", "\"\"") + "\",\" 7 \"\n");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(
                        api().query(
                                        "SELECT number, line, serial_number, product_name, sources[1], cells[1], cells[4], cardinality(cells) FROM halftone.rows"))
                .containsExactly(List.of("1", "2", "7", name, "https://e.com/a.png?x=%5C", "\\N", " 7 ", "4"));
        assertThat(
                        api().query(
                                        "SELECT id, state, mode, columns, rows, images, rejected_rows, tenant, renditions::text LIKE '%\"compressed\"%' FROM halftone.jobs"))
                .containsExactly(List.of(
                        answer.json().get("requestId").asString(),
                        "accepted",
                        "strict",
                        "{Note,\"Input Image Urls\",\"Product Name\",\"S. No.\"}",
                        "1",
                        "1",
                        "0",
                        "default",
                        "t"));
    }

    @Test
    void takesAFormWhoseFieldsComeAfterItsFile() throws Exception {
        Answer answer = api().submitForm(new FormBody()
                .file("file", ONE_BAD_ROW)
                .field("mode", "lenient")
                .field("renditions", "[{\"name\":\"card\",\"pipeline\":[{\"operation\":\"compress\",\"quality\":60}]}]")
                .field("webhookUrl", "https://shop.example.com/hook")
                .field("webhookSecret", ""));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("rejectedRows").asInt()).isEqualTo(1);
        assertThat(api().query("SELECT mode, rows, images, rejected_rows, renditions->0->>'name' FROM halftone.jobs"))
                .containsExactly(List.of("lenient", "2", "3", "1", "card"));
        String secret = new WebhookSecret(answer.json().get("webhookSecret").asString()).text();
        assertThat(api().query("SELECT url, secret FROM halftone.endpoints"))
                .containsExactly(List.of("https://shop.example.com/hook", secret));
    }

    @Test
    void takesAFormWhoseFieldsComeBeforeItsFileAndTellsNoSecretThatTheClientGave() throws Exception {
        String secret = WebhookSecret.generate().text();
        Answer answer = api().submitForm(new FormBody()
                .field("webhookSecret", secret)
                .field("webhookUrl", "https://shop.example.com/hook")
                .field("pipeline", "[{\"operation\":\"compress\",\"quality\":60}]")
                .file("file", TWO_ROWS));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().has("webhookSecret")).isFalse();
        assertThat(api().query("SELECT secret FROM halftone.endpoints")).containsExactly(List.of(secret));
    }

    @Test
    void takesAManifestThatIsAFieldWithoutAFileName() throws Exception {
        assertThat(api().submitForm(new FormBody().field("file", TWO_ROWS)).status())
                .isEqualTo(202);
        assertThat(api().query("SELECT count(*) FROM halftone.rows")).containsExactly(List.of("2"));
    }

    @Test
    void rejectsTheWholeManifestForOneRowAndStoresNothing() throws Exception {
        Answer answer = api().submitCsv("", ONE_BAD_ROW);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/rejected-rows");
        assertThat(answer.json().get("rejectedRows").asInt()).isEqualTo(1);
        assertThat(answer.json().get("errors")).hasSize(1);
        assertThat(answer.json().get("errors").get(0).get("line").asInt()).isEqualTo(4);
        assertThat(answer.json().get("errors").get(0).get("column").asString()).isEqualTo("Product Name");
        assertThat(answer.json().get("errors").get(0).get("code").asString()).isEqualTo("missing_value");
        assertThat(api().stored()).isZero();
    }

    @Test
    void countsAllRejectedRowsButNamesTheFirstHundredFaults() throws Exception {
        Answer answer = api().submitCsv("", TWO_ROWS + "3,,https://e.com/a\n".repeat(20_000));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("rejectedRows").asInt()).isEqualTo(20_000);
        assertThat(answer.json().get("errors")).hasSize(100);
        assertThat(api().stored()).isZero();
    }

    @Test
    void acceptsTheValidRowsAndKeepsTheRejectedOnesInLenientMode() throws Exception {
        Answer answer = api().submitCsv("?mode=lenient", ONE_BAD_ROW + "x\n" + ",,\"nope\"\n".repeat(2000));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("rows").asInt()).isEqualTo(2);
        assertThat(answer.json().get("rejectedRows").asInt()).isEqualTo(2002);
        assertThat(api().query("SELECT count(*), min(ordinal), max(ordinal) FROM halftone.rejected_rows"))
                .containsExactly(List.of("1000", "1", "1000"));
        assertThat(
                        api().query(
                                        "SELECT line, coalesce(column_name, '-'), code FROM halftone.rejected_rows ORDER BY ordinal LIMIT 2"))
                .containsExactly(List.of("4", "Product Name", "missing_value"), List.of("5", "-", "wrong_cell_count"));
    }

    @Test
    void rejectsAManifestWithoutAValidRowInLenientModeToo() throws Exception {
        Answer answer = api().submitCsv("?mode=lenient", HEADER + "1,,\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors")).hasSize(2);
        assertThat(api().stored()).isZero();
    }

    @Test
    void rejectsAManifestThatCannotBeReadToItsEndInLenientModeToo() throws Exception {
        Answer answer = api().submitForm(
                        new FormBody().file("file", TWO_ROWS + "3,\"open,x\n").field("mode", "lenient"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("code").asString()).isEqualTo("unclosed_quote");
        assertThat(api().stored()).isZero();
    }

    @Test
    void validatesInADryRunAndStoresNothing() throws Exception {
        for (Answer answer : List.of(
                api().submitCsv("?mode=dry_run", ONE_BAD_ROW),
                api().submitForm(new FormBody().file("file", ONE_BAD_ROW).field("mode", "dry_run")))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("status").asString()).isEqualTo("rejected");
            assertThat(answer.json().get("rows").asInt()).isEqualTo(2);
            assertThat(answer.json().get("images").asInt()).isEqualTo(3);
            assertThat(answer.json().get("rejectedRows").asInt()).isEqualTo(1);
            assertThat(answer.json().get("errors")).hasSize(1);
        }
        assertThat(api().submitCsv("?mode=dry_run", TWO_ROWS)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("valid");
        assertThat(api().stored()).isZero();
    }

    @Test
    void hearsTheFieldsAfterALongFileThatCannotBeRead() throws Exception {
        String rest = "2,Mug,https://e.com/m.png\n".repeat(40_000);
        Answer answer = api().submitForm(new FormBody()
                .file("file", HEADER + "1,\"a\"b,https://e.com/a\n" + rest)
                .field("mode", "dry_run"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("errors").get(0).get("code").asString()).isEqualTo("stray_quote");
    }

    @Test
    void wakesTheDispatcherWithTheCommit() throws Exception {
        PostgresqlConnection listener = api().listener("halftone_dispatch");
        Mono<String> heard =
                listener.getNotifications().map(Notification::getName).next().cache();
        Disposable listening = heard.subscribe();
        assertThat(api().submitCsv("", TWO_ROWS).status()).isEqualTo(202);
        assertThat(heard.block(TIMEOUT)).isEqualTo("halftone_dispatch");
        listening.dispose();
        listener.close().block(TIMEOUT);
    }

    @Test
    void takesAHundredThousandRowsInSeconds() throws Exception {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int row = 1; row <= 100_000; row++) {
            csv.append(row)
                    .append(",Product ")
                    .append(row)
                    .append(",https://cdn.example.com/images/")
                    .append(row)
                    .append(".jpg\n");
        }
        long start = System.nanoTime();
        Answer answer = api().submitCsv("", csv.toString());
        assertThat(answer.status()).isEqualTo(202);
        assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(60_000);
        assertThat(answer.json().get("rows").asInt()).isEqualTo(100_000);
        assertThat(
                        api().query(
                                        "SELECT count(*), min(number), max(number), count(DISTINCT sources[1]) FROM halftone.rows"))
                .containsExactly(List.of("100000", "1", "100000", "100000"));
    }

    @Test
    void refusesAPipelineThatCannotBeRun() throws Exception {
        String pipeline = URLEncoder.encode("[{\"operation\":\"colorize\"}]", StandardCharsets.UTF_8);
        Answer answer = api().submitCsv("?pipeline=" + pipeline, TWO_ROWS);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/invalid-pipeline");
        assertThat(answer.json().get("detail").asString())
                .startsWith("pipeline: step 1: ")
                .contains("colorize");
        assertThat(api().stored()).isZero();
    }

    @Test
    void refusesAWebhookThatMayNotBeAskedFor() throws Exception {
        Answer answer =
                api().submitForm(new FormBody().file("file", TWO_ROWS).field("webhookUrl", "ftp://shop.example.com"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/invalid-webhook");
        assertThat(api().stored()).isZero();
    }
}
