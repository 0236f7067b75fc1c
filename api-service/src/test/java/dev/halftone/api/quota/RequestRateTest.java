package dev.halftone.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.quota.RequestRate.Turn;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private static final long START = -5_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final RequestRate rate = new RequestRate(60, START);

    @Test
    void asManyAsAreGrantedInAMinuteMayComeAtOnce() {
        for (int left = 59; left >= 0; left--) {
            Turn granted = rate.take(START);
            assertThat(granted.granted()).isTrue();
            assertThat(granted.remaining()).isEqualTo(left);
            assertThat(granted.untilFull()).isEqualTo(Duration.ofSeconds(60 - left));
        }
        Turn refused = rate.take(START);
        assertThat(refused.granted()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.untilNext()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoWaitsAsLongAsWasSaidIsLetThrough() {
        IntStream.range(0, 60).forEach(_ -> rate.take(START));
        assertThat(rate.take(START + SECOND - 1).granted()).isFalse();
        assertThat(rate.take(START + SECOND).granted()).isTrue();
        assertThat(rate.take(START + SECOND).granted()).isFalse();
        assertThat(rate.take(START + 61 * SECOND).remaining()).isEqualTo(59);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        IntStream.range(0, 1000).forEach(_ -> rate.take(START));
        assertThat(rate.take(START + SECOND).granted()).isTrue();
    }

    @Test
    void ofManyAtOnceSoManyAreLetThrough() {
        assertThat(IntStream.range(0, 1000)
                        .parallel()
                        .filter(_ -> rate.take(START).granted())
                        .count())
                .isEqualTo(60);
    }
}
