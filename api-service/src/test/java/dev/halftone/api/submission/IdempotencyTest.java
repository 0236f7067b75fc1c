package dev.halftone.api.submission;

import static dev.halftone.api.submission.RunningApi.HEADER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.submission.RunningApi.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final String CSV = HEADER + "1,Beanie,https://cdn.example.com/a.png\n".repeat(500);
    private static final String KEY = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"";

    private static @Nullable RunningApi first;
    private static @Nullable RunningApi second;

    @BeforeAll
    static void start() throws Exception {
        first = RunningApi.start();
        second = first.beside();
    }

    @AfterAll
    static void stop() throws Exception {
        second().close();
        first().close();
    }

    @BeforeEach
    void forget() throws Exception {
        first().forget();
    }

    private static RunningApi first() {
        return requireNonNull(first);
    }

    private static RunningApi second() {
        return requireNonNull(second);
    }

    private static Answer submit(RunningApi api, String key, String query, String csv) throws Exception {
        return api.send(post(api, query, csv).header("Idempotency-Key", key));
    }

    private static Answer submit(RunningApi api, String key, FormBody form) throws Exception {
        return api.send(api.request("/v1/jobs")
                .header("Content-Type", form.contentType())
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(form.end())));
    }

    private static HttpRequest.Builder post(RunningApi api, String query, String csv) {
        return api.request("/v1/jobs" + query)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv));
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/" + type);
    }

    private static void assertJobs(int count) throws Exception {
        assertThat(first().query("SELECT count(*) FROM halftone.jobs"))
                .containsExactly(List.of(Integer.toString(count)));
    }

    @Test
    void answersTheSameSubmissionWithTheFirstJobWhicheverApiIsAsked() throws Exception {
        Answer made = submit(first(), KEY, "?webhookUrl=https://e.com/hook&mode=lenient", CSV);
        assertThat(made.status()).isEqualTo(202);
        assertThat(made.json().get("webhookSecret").asString()).startsWith("whsec_");
        first().execute("UPDATE halftone.jobs SET state = 'running', succeeded = 3");
        for (RunningApi api : List.of(first(), second())) {
            Answer again = submit(api, KEY, "?mode=lenient&webhookUrl=https://e.com/hook", CSV);
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.header("Location")).isEqualTo(made.header("Location"));
            assertThat(again.json()).isEqualTo(made.json());
        }
        assertJobs(1);
    }

    @Test
    void knowsASubmissionHoweverItIsSent() throws Exception {
        Answer made = submit(first(), KEY, "?mode=lenient", CSV);
        for (Answer again : List.of(
                submit(first(), KEY.replace("\"", ""), "?mode=lenient", CSV),
                submit(first(), KEY, new FormBody().file("file", CSV).field("mode", "lenient")),
                submit(
                        first(),
                        KEY,
                        new FormBody()
                                .field("webhookUrl", "")
                                .field("mode", "lenient")
                                .file("file", CSV)))) {
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.json()).isEqualTo(made.json());
        }
        assertJobs(1);
    }

    @Test
    void tellsNoSecretThatTheClientGave() throws Exception {
        for (boolean again : new boolean[] {false, true}) {
            Answer answer = submit(
                    first(),
                    KEY,
                    new FormBody()
                            .field("webhookUrl", "https://e.com/hook")
                            .field("webhookSecret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                            .file("file", CSV));
            assertThat(answer.status()).as("again: %s", again).isEqualTo(202);
            assertThat(answer.json().has("webhookSecret")).isFalse();
        }
    }

    @Test
    void refusesAKeyThatWasSentWithAnotherManifestOrOtherOptions() throws Exception {
        Answer made = submit(first(), KEY, "", CSV);
        assertProblem(submit(second(), KEY, "", CSV + "2,Mug,https://e.com/m.png\n"), 422, "key-reused");
        assertProblem(submit(second(), KEY, "?mode=lenient", CSV), 422, "key-reused");
        assertProblem(submit(second(), KEY, "?mode=dry_run", CSV), 422, "key-reused");
        assertProblem(
                submit(second(), KEY, new FormBody().field("mode", "strict").file("file", CSV)), 422, "key-reused");
        assertThat(submit(second(), KEY, "", CSV).json()).isEqualTo(made.json());
        assertJobs(1);
    }

    @Test
    void asksToComeBackWhileTheFirstIsOnItsWay() throws Exception {
        try (HalfSubmission half = HalfSubmission.send(first(), CSV, "Idempotency-Key: " + KEY)) {
            first().awaitTransactions(1);
            Answer busy = submit(second(), KEY, "", CSV);
            assertProblem(busy, 409, "key-busy");
            assertThat(Integer.parseInt(busy.header("Retry-After"))).isPositive();
            half.sendRest();
            assertThat(half.answer()).startsWith("HTTP/1.1 202 ");
        }
        assertThat(submit(second(), KEY, "", CSV).status()).isEqualTo(202);
        assertJobs(1);
    }

    @Test
    void letsTheNextMakeTheJobWhenTheFirstIsCutOff() throws Exception {
        try (HalfSubmission half = HalfSubmission.send(first(), CSV, "Idempotency-Key: " + KEY)) {
            assertThat(half.isOpen()).isTrue();
            first().awaitTransactions(1);
        }
        first().awaitTransactions(0);
        assertThat(first().stored()).isZero();
        assertThat(submit(second(), KEY, "", CSV).status()).isEqualTo(202);
        assertJobs(1);
    }

    @Test
    void makesOneJobOfManySubmissionsAtOnce() throws Exception {
        List<CompletableFuture<Answer>> sent = IntStream.range(0, 12)
                .mapToObj(turn -> CompletableFuture.supplyAsync(() -> race(turn % 2 == 0 ? first() : second())))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();
        Set<String> jobs = answers.stream()
                .filter(answer -> answer.status() == 202)
                .map(answer -> answer.json().get("requestId").asString())
                .collect(Collectors.toSet());
        assertThat(jobs).hasSize(1);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(202, 409));
        assertJobs(1);
        assertThat(first().query("SELECT count(*) FROM halftone.rows")).containsExactly(List.of("500"));
    }

    private static Answer race(RunningApi api) {
        try {
            return submit(api, KEY, "", CSV);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void forgetsAKeyAfterItsTime() throws Exception {
        Answer made = submit(first(), KEY, "", CSV);
        first().execute(
                        "UPDATE halftone.idempotency_keys SET created_at = created_at - interval '23 hours 59 minutes'");
        assertThat(submit(first(), KEY, "", CSV).json()).isEqualTo(made.json());
        first().execute("UPDATE halftone.idempotency_keys SET created_at = created_at - interval '1 minute'");
        Answer other = submit(first(), KEY, "?mode=lenient", CSV);
        assertThat(other.status()).isEqualTo(202);
        assertThat(other.json().get("requestId")).isNotEqualTo(made.json().get("requestId"));
        assertThat(submit(first(), KEY, "?mode=lenient", CSV).json()).isEqualTo(other.json());
        assertJobs(2);
    }

    @Test
    void keepsNoKeyOfWhatMadeNoJob() throws Exception {
        assertThat(submit(first(), KEY, "", CSV + "2,,https://e.com/m.png\n").status())
                .isEqualTo(422);
        assertThat(submit(first(), KEY, "?mode=dry_run", CSV).status()).isEqualTo(200);
        assertThat(first().stored()).isZero();
        assertThat(submit(first(), KEY, "", CSV).status()).isEqualTo(202);
    }

    @Test
    void refusesAKeyThatIsNone() throws Exception {
        for (String key : List.of("", "\"\"", "\"open", "\"a\"b\"", "two words", "a,b", "x".repeat(256))) {
            assertProblem(submit(first(), key, "", CSV), 400, "malformed-request");
        }
        assertProblem(
                first().send(post(first(), "", CSV)
                        .header("Idempotency-Key", "a")
                        .header("Idempotency-Key", "b")),
                400,
                "malformed-request");
        assertThat(submit(first(), "\"" + "x".repeat(255) + "\"", "", CSV).status())
                .isEqualTo(202);
        assertThat(submit(first(), "\"a \\\"quoted\\\" key\"", "", CSV).status())
                .isEqualTo(202);
        assertJobs(2);
    }
}
