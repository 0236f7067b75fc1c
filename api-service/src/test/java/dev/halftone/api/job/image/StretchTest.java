package dev.halftone.api.job.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.job.image.Stretch.Candidate;
import dev.halftone.image.ImageId;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {

    private static final JobId LATEST = JobId.next();
    private static final JobId MIDDLE = JobId.next();
    private static final JobId FIRST = JobId.next();
    private static final HistoryFilter ALL = HistoryFilter.asked(null, null, null, null);
    private static final List<Candidate> THREE = List.of(pending(LATEST, 6), pending(MIDDLE, 6), pending(FIRST, 6));

    @Test
    void itEndsWithTheJobThatFillsIt() {
        Stretch stretch = Stretch.of(THREE, true, null, ALL, 10);
        assertThat(stretch.jobs()).containsExactly(LATEST, MIDDLE);
        assertThat(stretch.rest()).extracting(ImageId::job).isEqualTo(MIDDLE);
    }

    @Test
    void aJobThatWasLookedAtPartlyDoesNotFillIt() {
        assertThat(Stretch.of(THREE, true, LATEST, ALL, 10).jobs()).containsExactly(LATEST, MIDDLE, FIRST);
    }

    @Test
    void nothingFollowsTheLastJobUnlessMoreAreToBeRead() {
        assertThat(Stretch.of(THREE, true, null, ALL, 18).rest()).isNull();
        assertThat(Stretch.of(THREE, false, null, ALL, 18).rest())
                .extracting(ImageId::job)
                .isEqualTo(FIRST);
        assertThat(Stretch.of(List.of(), true, null, ALL, 18).rest()).isNull();
    }

    @Test
    void jobsWithoutWhatIsLookedForArePassedOver() {
        Stretch failed = Stretch.of(THREE, false, null, HistoryFilter.asked("failed", null, null, null), 1);
        assertThat(failed.jobs()).isEmpty();
        assertThat(failed.rest()).extracting(ImageId::job).isEqualTo(FIRST);
        assertThat(Stretch.of(THREE, true, null, HistoryFilter.asked(null, "png", null, null), 1)
                        .jobs())
                .isEmpty();
    }

    private static Candidate pending(JobId job, int images) {
        return new Candidate(job, new JobCounts(images, 0, 0, 0));
    }
}
