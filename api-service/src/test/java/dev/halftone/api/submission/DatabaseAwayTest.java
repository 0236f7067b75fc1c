package dev.halftone.api.submission;

import static dev.halftone.api.submission.RunningApi.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.halftone.api.submission.RunningApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {

    private static final String CSV = HEADER + "1,Beanie,https://cdn.example.com/a.png\n";
    private static final String LONGER_CSV = CSV + "2,Mug,https://cdn.example.com/m.png\n".repeat(500);

    @Test
    void asksToTryAgainWhilePostgresqlIsAway() throws Exception {
        try (RunningApi api = RunningApi.start("springdoc.api-docs.enabled=false")) {
            assertThat(api.submitCsv("", CSV).status()).isEqualTo(202);
            api.stopDatabase();
            for (int attempt = 0; attempt < 3; attempt++) {
                Answer answer = api.submitCsv("", CSV);
                assertUnavailable(answer);
                assertThat(answer.json().get("detail").asString()).contains("Nothing was changed");
            }
        }
    }

    @Test
    void asksToTryAgainWhenPostgresqlGoesAwayWhileTheManifestArrives() throws Exception {
        try (RunningApi api = RunningApi.start("springdoc.api-docs.enabled=false")) {
            try (HalfSubmission half = HalfSubmission.send(api, LONGER_CSV)) {
                api.awaitTransactions(1);
                api.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'");
                half.sendRest();
                assertThat(half.answer())
                        .startsWith("HTTP/1.1 503 ")
                        .containsIgnoringCase("\r\nRetry-After: 5\r\n")
                        .contains("/problems/unavailable", "Nothing was changed");
            }
            assertThat(api.stored()).isZero();
            assertThat(api.submitCsv("", CSV).status()).isEqualTo(202);
        }
    }

    @Test
    void saysThatItMayHaveBeenAcceptedWhenPostgresqlIsLostAtTheCommit() throws Exception {
        try (RunningApi api = RunningApi.start("springdoc.api-docs.enabled=false")) {
            api.execute("""
                    CREATE FUNCTION lose_connection() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                    CREATE CONSTRAINT TRIGGER lost_at_commit AFTER INSERT ON halftone.jobs
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lose_connection()
                    """);
            Answer inDoubt = submit(api);
            assertUnavailable(inDoubt);
            assertThat(inDoubt.json().get("detail").asString()).contains("may have been accepted", "Idempotency-Key");
            api.execute("DROP TRIGGER lost_at_commit ON halftone.jobs");
            assertThat(submit(api).status()).isEqualTo(202);
        }
    }

    @Test
    void saysThatThereIsNoRoomWhereThereIsNone() throws Exception {
        try (RunningApi api = RunningApi.start("springdoc.api-docs.enabled=false");
                Lines lines = Lines.of("dev.halftone.api.problem.ProblemHandler")) {
            api.execute("""
                    CREATE FUNCTION fill_disk() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device'
                           USING ERRCODE = 'disk_full'; END $$;
                    CREATE TRIGGER full_disk BEFORE INSERT ON halftone.jobs FOR EACH ROW EXECUTE FUNCTION fill_disk()
                    """);
            Answer answer = api.submitCsv("", CSV);
            assertUnavailable(answer);
            assertThat(answer.json().get("detail").asString())
                    .contains("no room left")
                    .doesNotContain("cannot be reached", "base/1/2");
            assertThat(api.stored()).isZero();
            // one line, which says why, and no trace of the stack
            assertThat(lines.ofLevel(Level.WARN))
                    .singleElement()
                    .satisfies(line -> assertThat(line.getThrowableProxy()).isNull())
                    .satisfies(line -> assertThat(line.getFormattedMessage()).contains("No space left on device"));
        }
    }

    private static Answer submit(RunningApi api) throws Exception {
        return api.send(api.request("/v1/jobs")
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", "\"lost\"")
                .POST(BodyPublishers.ofString(CSV)));
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/unavailable");
        assertThat(answer.response().body()).doesNotContainIgnoringCase("postgres");
    }
}
