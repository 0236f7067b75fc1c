package dev.halftone.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.job.JobState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private final StringWriter shown = new StringWriter();

    @Test
    void aLineHasCountsSizesSpeedAndTimeLeft() {
        assertThat(ProgressDisplay.line(job(JobState.RUNNING, 10, 2, 14L), Duration.ofSeconds(4)))
                .isEqualTo("12/20 images, 2 failed, 3.4 MB in, 1.5 MB out, 3.0 images/s, 14 s left");
    }

    @Test
    void withoutAnEstimateTheTimeLeftFollowsFromTheSpeed() {
        assertThat(ProgressDisplay.line(job(JobState.RUNNING, 10, 0, null), Duration.ofMinutes(10)))
                .endsWith(", 10 min left");
    }

    @Test
    void aTerminalShowsOneLineThatChanges() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(shown), true);
        display.show(job(JobState.RUNNING, 5, 0, 1L), Duration.ofSeconds(1));
        display.show(job(JobState.COMPLETED, 20, 0, null), Duration.ofSeconds(2));
        assertThat(shown.toString().split("\r", -1))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines[1]).contains("[######------------------] 5/20"))
                .satisfies(lines -> assertThat(lines[2]).contains("[########################] 20/20"));
        assertThat(shown.toString()).endsWith(System.lineSeparator());
    }

    @Test
    void elsewhereLinesAreFewAndTheLastIsNeverLeftOut() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(shown), false);
        for (int done = 1; done < 20; done++) {
            display.show(job(JobState.RUNNING, done, 0, 1L), Duration.ofSeconds(1));
        }
        display.show(job(JobState.COMPLETED, 20, 0, null), Duration.ofSeconds(2));
        assertThat(shown.toString().lines()).hasSize(2);
        assertThat(shown.toString())
                .contains("1/20 images")
                .contains("20/20 images")
                .doesNotContain("\r", "\u001b");
    }

    static JobProgress job(JobState state, int succeeded, int failed, @Nullable Long eta) {
        return new JobProgress(state, 20, succeeded, failed, 0, 3_400_000, 1_500_000, Instant.EPOCH, null, eta);
    }
}
