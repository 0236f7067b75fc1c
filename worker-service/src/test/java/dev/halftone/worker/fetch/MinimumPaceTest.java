package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class MinimumPaceTest {

    private long now;
    private final MinimumPace pace =
            new MinimumPace(DataSize.ofBytes(1_000), Duration.ofSeconds(5), () -> now * 1_000_000_000);

    @Test
    void howLittleEverMayComeBeforeTheWindowIsOver() {
        after(4, 1);
    }

    @Test
    void whoBringsEnoughInEveryWindowMayTakeAsLongAsHeLikes() {
        for (int i = 0; i < 1_000; i++) {
            after(1, 1_000);
        }
    }

    @Test
    void whatComesAtOnceMayBeFollowedByAPause() {
        after(0, 1_000_000);
        after(5, 1);
    }

    @Test
    void aWindowOfTooLittleIsATimeout() {
        after(1, 1_000_000);
        after(4, 1);

        assertThatExceptionOfType(FetchFailure.class)
                .isThrownBy(() -> after(5, 4_999))
                .extracting(FetchFailure::reason, InstanceOfAssertFactories.type(FailureReason.class))
                .isEqualTo(FailureReason.TIMEOUT);
    }

    @Test
    void withoutAMinimumAnyPaceWillDo() {
        MinimumPace any = new MinimumPace(DataSize.ofBytes(0), Duration.ofSeconds(5), () -> now * 1_000_000_000);
        now = 3_600;

        assertThatCode(() -> any.more(1)).doesNotThrowAnyException();
    }

    private void after(int seconds, int bytes) {
        now += seconds;
        pace.more(bytes);
    }
}
