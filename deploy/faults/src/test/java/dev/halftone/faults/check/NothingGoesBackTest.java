package dev.halftone.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.faults.ledger.Sighting;
import dev.halftone.job.JobState;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class NothingGoesBackTest {

    private final Sighting half = sighting(JobState.RUNNING, 5, 5);
    private final Sighting done = sighting(JobState.COMPLETED, 10, 0);

    @Test
    void aJobThatGrowsAndEndsIsFine() {
        assertThat(violations(sighting(JobState.ACCEPTED, 0, 10), half, half, done, done))
                .isEmpty();
    }

    @Test
    void aCountThatShrinksIsSeen() {
        assertThat(violations(half, sighting(JobState.RUNNING, 4, 6))).hasSize(1);
    }

    @Test
    void anEndThatIsNoneOrBecomesAnotherIsSeen() {
        assertThat(violations(done, half)).hasSize(1);
        assertThat(violations(done, sighting(JobState.CANCELLED, 10, 0))).hasSize(1);
    }

    @Test
    void countsThatDoNotAddUpAreSeen() {
        assertThat(violations(sighting(JobState.RUNNING, 5, 4))).hasSize(1);
    }

    private static List<String> violations(Sighting... sightings) {
        return NothingGoesBack.violations("job", List.of(sightings));
    }

    private static Sighting sighting(JobState state, int succeeded, int pending) {
        return new Sighting("api-1", LocalTime.NOON, state, 10, succeeded, 0, 0, pending);
    }
}
