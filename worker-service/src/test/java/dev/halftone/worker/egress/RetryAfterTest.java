package dev.halftone.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "0, PT0S",
        "' 5 ', PT5S",
        "99999999999999999999, PT2147483647S",
        "'Sat, 21 Nov 2026 09:01:00 GMT', PT1M",
        "'Sat, 21 Nov 2026 08:00:00 GMT', PT0S"
    })
    void secondsAndDatesAreUnderstood(String header, Duration expected) {
        assertThat(RetryAfter.of(headers(header), NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5"})
    void anythingElseIsNotSaid(String header) {
        assertThat(RetryAfter.of(headers(header), NOW)).isEmpty();
    }

    @Test
    void withoutTheHeaderNothingIsSaid() {
        assertThat(RetryAfter.of(new HttpHeaders(), NOW)).isEmpty();
    }

    private static HttpHeaders headers(String retryAfter) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        return headers;
    }
}
