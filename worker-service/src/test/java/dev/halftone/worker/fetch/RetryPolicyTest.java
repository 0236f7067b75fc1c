package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final RetrySettings SETTINGS =
            new RetrySettings(4, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(24));

    private final RetryPolicy earliest = new RetryPolicy(SETTINGS, () -> 0);
    private final RetryPolicy latest = new RetryPolicy(SETTINGS, () -> 1);

    @Test
    void thePauseDoublesAndIsSpread() {
        FetchFailure failure = new FetchFailure(FailureReason.CONNECT_FAILED);
        assertThat(earliest.pause(failure, 1)).contains(Duration.ofMillis(500));
        assertThat(latest.pause(failure, 1)).contains(Duration.ofSeconds(1));
        assertThat(latest.pause(failure, 2)).contains(Duration.ofSeconds(2));
        assertThat(latest.pause(failure, 3)).contains(Duration.ofSeconds(4));
    }

    @Test
    void theLastAttemptIsTheLast() {
        assertThat(earliest.pause(new FetchFailure(FailureReason.TIMEOUT), 4)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureReason.class,
            names = {"DNS_FAILURE", "CONNECT_FAILED", "TIMEOUT", "TRUNCATED"})
    void aFailureThatMayPassIsTriedAgain(FailureReason reason) {
        assertThat(earliest.pause(new FetchFailure(reason), 1)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void aStatusThatMayPassIsTriedAgain(int status) {
        assertThat(earliest.pause(FetchFailure.status(status, null), 1)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureReason.class,
            names = {"EGRESS_DENIED", "TLS_FAILED", "TOO_LARGE", "TOO_MANY_REDIRECTS", "CORRUPT", "UNSUPPORTED_FORMAT"})
    void aPermanentFailureIsNotTriedAgain(FailureReason reason) {
        assertThat(earliest.pause(new FetchFailure(reason), 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void aPermanentStatusIsNotTriedAgainEvenIfTheHostNamesATime(int status) {
        assertThat(earliest.pause(FetchFailure.status(status, Duration.ZERO), 1))
                .isEmpty();
    }

    @Test
    void whatTheHostAsksForIsAddedUpToALimit() {
        assertThat(earliest.pause(FetchFailure.status(503, Duration.ofHours(2)), 1))
                .contains(Duration.ofHours(2).plusMillis(500));
        assertThat(earliest.pause(FetchFailure.status(429, Duration.ofDays(10_000)), 1))
                .contains(Duration.ofHours(24).plusMillis(500));
    }

    @Test
    void aPauseBeyondTheSettingIsLong() {
        assertThat(earliest.isLong(Duration.ofSeconds(30))).isFalse();
        assertThat(earliest.isLong(Duration.ofMillis(30_001))).isTrue();
    }
}
