package dev.halftone.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void nobodyWaitsWhileNothingIsAskedFor() throws Exception {
        Thread.sleep(5);
        assertThat(pace.waiting()).isZero();
        assertThat(pace.isBelow(Long.MAX_VALUE, Duration.ZERO)).isFalse();
        pace.forMore(1);
        Thread.sleep(5);
        pace.cameMore(1);
        assertThat(pace.waiting()).isZero();
    }

    @Test
    void theRateIsOfTheTimeThatWasWaitedBeyondTheGrace() throws Exception {
        pace.forMore(Long.MAX_VALUE);
        Thread.sleep(20);
        pace.cameMore(1000);
        assertThat(pace.isBelow(10_000_000, Duration.ZERO)).isTrue();
        assertThat(pace.isBelow(1, Duration.ZERO)).isFalse();
        assertThat(pace.isBelow(10_000_000, Duration.ofMinutes(1))).isFalse();
        assertThat(pace.isBelow(0, Duration.ZERO)).isFalse();
    }
}
