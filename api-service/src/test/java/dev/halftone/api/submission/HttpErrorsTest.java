package dev.halftone.api.submission;

import static dev.halftone.api.submission.RunningApi.HEADER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.submission.RunningApi.Answer;
import dev.halftone.event.WebhookSecret;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;

class HttpErrorsTest {

    private static final String ROW = "1,Beanie,https://cdn.example.com/a.png\n";
    private static final String CSV = HEADER + ROW.repeat(200);
    private static final int LIMIT = 100_000;

    /** How often to cancel what is on its way, to meet the moment when it matters. */
    private static final int RACES = 20;

    private static @Nullable RunningApi running;

    private static final Queue<Throwable> DROPPED = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws Exception {
        Hooks.onErrorDropped(DROPPED::add);
        running = RunningApi.start(
                "halftone.manifest.max-bytes=" + LIMIT,
                "halftone.http.read-timeout=2s",
                "halftone.submission.concurrency=1",
                "springdoc.swagger-ui.enabled=false");
    }

    @AfterAll
    static void stop() throws Exception {
        Hooks.resetOnErrorDropped();
        api().close();
    }

    @BeforeEach
    void forget() throws Exception {
        api().forget();
        DROPPED.clear();
    }

    @AfterEach
    void nothingWasReleasedTwiceOrLostOnTheWay() {
        assertThat(DROPPED).isEmpty();
    }

    private static RunningApi api() {
        return requireNonNull(running);
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/" + type);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("title").asString()).isNotBlank();
        assertThat(answer.json().get("detail").asString()).isNotBlank();
        assertThat(answer.json().get("instance").asString()).startsWith("/");
    }

    @Test
    void anAddressThatIsNotKnownIsAProblem() throws Exception {
        assertProblem(api().get("/v1/nothing"), 404, "not-found");
    }

    @Test
    void everyProblemIsExplainedAtItsType() throws Exception {
        String type = api().get("/v1/nothing").json().get("type").asString();
        Answer explanation = api().get(type);
        assertThat(explanation.status()).isEqualTo(200);
        assertThat(explanation.json().get("explanation").asString()).isNotBlank();
        assertThat(api().get("/problems").json()).hasSizeGreaterThan(10);
        assertProblem(api().get("/problems/unheard-of"), 404, "not-found");
    }

    @Test
    void aMethodThatIsNotTakenIsAProblemThatNamesTheOnesThatAre() throws Exception {
        Answer answer = api().send(api().request("/v1/jobs").DELETE());
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void anAnswerThatCannotBeGivenIsAProblem() throws Exception {
        assertProblem(
                api().send(api().request("/problems")
                        .header("Accept", "image/png")
                        .GET()),
                406,
                "not-acceptable");
    }

    @Test
    void aBodyOfAnotherKindIsAProblem() throws Exception {
        Answer answer = api().send(api().request("/v1/jobs")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<a/>")));
        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.json().get("detail").asString()).contains("text/csv").contains("multipart/form-data");
    }

    @Test
    void aCsvInAnotherEncodingIsAProblem() throws Exception {
        assertProblem(
                api().send(api().request("/v1/jobs")
                        .header("Content-Type", "text/csv; charset=iso-8859-1")
                        .POST(BodyPublishers.ofString(HEADER + ROW))),
                415,
                "unsupported-media-type");
    }

    @Test
    void aManifestThatAnnouncesTooManyBytesIsAProblem() throws Exception {
        Answer answer = api().submitCsv("", HEADER + ROW.repeat(LIMIT / ROW.length() + 1));
        assertProblem(answer, 413, "too-large");
        assertThat(answer.json().get("detail").asString()).contains(Integer.toString(LIMIT));
        assertThat(api().stored()).isZero();
    }

    @RepeatedTest(RACES)
    void aManifestThatTurnsOutToHaveTooManyBytesIsAProblem() throws Exception {
        String csv = HEADER + ROW.repeat(LIMIT / ROW.length() + 1);
        assertProblem(api().submitForm(new FormBody().file("file", csv)), 413, "too-large");
        assertProblem(
                api().send(api().request("/v1/jobs")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(csv)))),
                413,
                "too-large");
        assertThat(api().stored()).isZero();
    }

    @RepeatedTest(RACES)
    void aFieldThatIsTooLongIsAProblem() throws Exception {
        assertProblem(
                api().submitForm(new FormBody().field("pipeline", "[" + " ".repeat(70_000) + "]")), 413, "too-large");
    }

    @Test
    void aFormThatIsNotOneIsAProblem() throws Exception {
        assertProblem(
                api().send(api().request("/v1/jobs")
                        .header("Content-Type", new FormBody().contentType())
                        .POST(BodyPublishers.ofString("no form at all"))),
                400,
                "malformed-request");
    }

    @Test
    void aFormWithPartsThatAreNotKnownIsAProblem() throws Exception {
        for (FormBody form : List.of(
                new FormBody().field("mode", "strict"),
                new FormBody().nameless("strict").file("file", HEADER + ROW),
                new FormBody().field("colour", "red").file("file", HEADER + ROW),
                new FormBody().file("file", HEADER + ROW).field("mode", "strictly"),
                new FormBody()
                        .file("file", HEADER + ROW)
                        .field("mode", "strict")
                        .field("mode", "lenient"),
                new FormBody().file("file", HEADER + ROW).file("file", HEADER + ROW),
                new FormBody().file("manifest", HEADER + ROW),
                new FormBody()
                        .file("file", HEADER + ROW)
                        .field("pipeline", "[{\"operation\":\"compress\",\"ratio\":0.5}]")
                        .field(
                                "renditions",
                                "[{\"name\":\"a\",\"pipeline\":[{\"operation\":\"compress\",\"ratio\":0.5}]}]"))) {
            assertProblem(api().submitForm(form), 400, "malformed-request");
        }
        assertProblem(api().submitCsv("?webhookURL=https://e.com", HEADER + ROW), 400, "malformed-request");
        assertThat(api().stored()).isZero();
    }

    @Test
    void aSecretThatSignsNothingOrIsNoneIsAProblem() throws Exception {
        for (String secret : List.of("whsec_abc", WebhookSecret.generate().text())) {
            FormBody form = new FormBody().field("webhookSecret", secret).file("file", HEADER + ROW);
            assertProblem(api().submitForm(form), 422, "invalid-webhook");
        }
    }

    @Test
    void aSecretInTheAddressIsAProblem() throws Exception {
        assertProblem(
                api().submitCsv("?webhookUrl=https://e.com/hook&webhookSecret=whsec_abc", HEADER + ROW),
                400,
                "malformed-request");
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() throws Exception {
        try (HalfSubmission half = HalfSubmission.send(api(), CSV)) {
            assertThat(half.isOpen()).isTrue();
            api().awaitTransactions(1);
        }
        api().awaitTransactions(0);
        assertThat(api().stored()).isZero();
        assertThat(api().submitCsv("?mode=dry_run", HEADER + ROW).status()).isEqualTo(200);
    }

    @Test
    void aClientThatSendsNoMoreIsToldAndNotWaitedFor() throws Exception {
        try (HalfSubmission half = HalfSubmission.send(api(), CSV)) {
            api().awaitTransactions(1);
            assertThat(half.answer()).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout");
        }
        api().awaitTransactions(0);
        assertThat(api().stored()).isZero();
        assertThat(api().submitCsv("?mode=dry_run", HEADER + ROW).status()).isEqualTo(200);
    }
}
