package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

class RetryPolicyTest {

    private static final FetchSettings SETTINGS = new FetchSettings(
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            4,
            1,
            1,
            4,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

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
            names = {"EGRESS_DENIED", "TLS_FAILED", "TOO_LARGE", "TOO_MANY_REDIRECTS", "CORRUPT"})
    void aPermanentFailureIsNotTriedAgain(FailureReason reason) {
        assertThat(earliest.pause(new FetchFailure(reason), 1)).isEmpty();
    }

    @Test
    void whatTheHostAsksForIsAddedUpToALimit() {
        assertThat(earliest.pause(FetchFailure.status(503, Duration.ofSeconds(30)), 1))
                .contains(Duration.ofMillis(30_500));
        assertThat(earliest.pause(FetchFailure.status(503, Duration.ofSeconds(31)), 1))
                .isEmpty();
        assertThat(earliest.pause(FetchFailure.status(404, Duration.ZERO), 1)).isEmpty();
    }
}
