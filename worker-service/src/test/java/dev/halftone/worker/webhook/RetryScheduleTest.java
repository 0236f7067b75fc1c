package dev.halftone.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetryScheduleTest {

    private final RetrySchedule earliest = new RetrySchedule(bound(Map.of()), () -> 0);
    private final RetrySchedule latest = new RetrySchedule(bound(Map.of()), () -> 1);

    @Test
    void theScheduleIsThatOfTheDesign() {
        List<Verdict> verdicts = IntStream.rangeClosed(1, 10)
                .mapToObj(made -> earliest.after(answered(500, null), made))
                .toList();
        assertThat(verdicts)
                .containsExactly(
                        new Verdict.Again(Duration.ofSeconds(5)),
                        new Verdict.Again(Duration.ofMinutes(5)),
                        new Verdict.Again(Duration.ofMinutes(30)),
                        new Verdict.Again(Duration.ofHours(2)),
                        new Verdict.Again(Duration.ofHours(5)),
                        new Verdict.Again(Duration.ofHours(10)),
                        new Verdict.Again(Duration.ofHours(14)),
                        new Verdict.Again(Duration.ofHours(20)),
                        new Verdict.Again(Duration.ofHours(24)),
                        new Verdict.GivenUp());
    }

    @Test
    void aPauseIsLongerByUpToTheJitter() {
        assertThat(latest.after(answered(500, null), 2)).isEqualTo(new Verdict.Again(Duration.ofSeconds(330)));
    }

    @Test
    void noAnswerCountsAsAFailedAttempt() {
        Attempt silence = new Attempt.Unanswered(FailureReason.TIMEOUT, Duration.ZERO);
        assertThat(earliest.after(silence, 1)).isEqualTo(new Verdict.Again(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void onlyTwoHundredsAreSuccess(int status) {
        assertThat(earliest.after(answered(status, null), 1)).isEqualTo(new Verdict.Succeeded());
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 301, 302, 304, 400, 404, 500})
    void everythingElseIsTriedAgain(int status) {
        assertThat(earliest.after(answered(status, null), 1)).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void goneIsFinal() {
        assertThat(earliest.after(answered(410, null), 1)).isEqualTo(new Verdict.EndpointGone());
    }

    @Test
    void whatTheReceiverAsksForIsHonouredWithinADay() {
        assertThat(earliest.after(answered(429, Duration.ofMinutes(1)), 1))
                .isEqualTo(new Verdict.Again(Duration.ofMinutes(1)));
        assertThat(earliest.after(answered(429, Duration.ofSeconds(1)), 1))
                .isEqualTo(new Verdict.Again(Duration.ofSeconds(5)));
        assertThat(earliest.after(answered(429, Duration.ofDays(9)), 1))
                .isEqualTo(new Verdict.Again(Duration.ofHours(24)));
    }

    @ParameterizedTest
    @CsvSource({"jitter, 2", "timeout, 2m", "concurrency, 0", "poll-interval, 0s", "schedule, -1s"})
    void aSettingThatCannotWorkIsRefusedByName(String name, String value) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(Map.of(name, value)))
                .havingRootCause()
                .withMessageContaining(name);
    }

    private static Attempt answered(int status, @Nullable Duration retryAfter) {
        return new Attempt.Answered(status, retryAfter, Duration.ZERO);
    }

    private static WebhookSettings bound(Map<String, String> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((name, value) -> source.put("halftone.webhook." + name, value));
        return new Binder(source).bindOrCreate("halftone.webhook", WebhookSettings.class);
    }
}
