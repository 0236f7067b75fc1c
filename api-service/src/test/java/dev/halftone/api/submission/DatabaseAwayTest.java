package dev.halftone.api.submission;

import static dev.halftone.api.submission.RunningApi.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.submission.RunningApi.Answer;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {

    private static final String CSV = HEADER + "1,Beanie,https://cdn.example.com/a.png\n";

    @Test
    void asksToTryAgainWhilePostgresqlIsAway() throws Exception {
        try (RunningApi api = RunningApi.start("springdoc.api-docs.enabled=false")) {
            assertThat(api.submitCsv("", CSV).status()).isEqualTo(202);
            api.stopDatabase();
            for (int attempt = 0; attempt < 3; attempt++) {
                Answer answer = api.submitCsv("", CSV);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("5");
                assertThat(answer.json().get("type").asString()).isEqualTo("/problems/unavailable");
                assertThat(answer.response().body()).doesNotContainIgnoringCase("postgres");
            }
        }
    }
}
