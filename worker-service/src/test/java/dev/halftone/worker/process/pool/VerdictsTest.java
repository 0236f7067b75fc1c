package dev.halftone.worker.process.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.analysis.Analyses;
import dev.halftone.image.Compress;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.Sha256;
import dev.halftone.worker.process.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictsTest {

    private static final Work BAD = work(1);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Verdicts verdicts = new Verdicts(() -> now);

    @ParameterizedTest
    @EnumSource(names = {"POISON", "PROCESSING_TIMEOUT"})
    void whatBrokeOrHungAChildIsKnownForAWhile(FailureReason reason) {
        verdicts.note(BAD, reason);

        assertThat(verdicts.on(BAD)).contains(reason);
        now = now.plus(Duration.ofMinutes(9));
        assertThat(verdicts.on(work(1))).contains(reason);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(verdicts.on(BAD)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"POISON", "PROCESSING_TIMEOUT"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsFoundOutQuicklyIsNotKept(FailureReason reason) {
        verdicts.note(BAD, reason);

        assertThat(verdicts.on(BAD)).isEmpty();
    }

    @Test
    void otherPipelinesOfTheSameBytesAreAnotherWork() {
        verdicts.note(BAD, FailureReason.POISON);

        Rendition small = new Rendition("compressed", new Pipeline(List.of(Compress.atQuality(10))));
        assertThat(verdicts.on(Work.of(BAD.source(), Wanted.of(List.of(small)))))
                .isEmpty();
        Rendition renamed = new Rendition("renamed", Pipeline.DEFAULT);
        assertThat(verdicts.on(Work.of(BAD.source(), Wanted.of(List.of(renamed)))))
                .contains(FailureReason.POISON);
    }

    @Test
    void otherAnalysesOfTheSameBytesAreAnotherWork() {
        verdicts.note(BAD, FailureReason.POISON);

        assertThat(verdicts.on(Work.of(BAD.source(), new Wanted(Rendition.DEFAULT, Analyses.ALL))))
                .isEmpty();
    }

    @Test
    void theOldestAreForgottenBeforeThereAreTooMany() {
        for (int number = 1; number <= 1_001; number++) {
            verdicts.note(work(number), FailureReason.POISON);
        }

        assertThat(verdicts.on(BAD)).isEmpty();
        assertThat(verdicts.on(work(2))).contains(FailureReason.POISON);
        assertThat(verdicts.on(work(1_001))).contains(FailureReason.POISON);
    }

    private static Work work(int number) {
        return Work.of(new Sha256("%064x".formatted(number)), Wanted.of(Rendition.DEFAULT));
    }
}
