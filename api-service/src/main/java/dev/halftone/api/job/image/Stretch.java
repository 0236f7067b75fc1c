package dev.halftone.api.job.image;

import dev.halftone.image.ImageId;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next jobs in which images are looked for, latest first, with no more images than a page looks at and those of one job.
 *
 * @param rest where to go on with those after them; null if there is none
 */
record Stretch(List<JobId> jobs, @Nullable ImageId rest) {

    private static final int LAST_ROW = 999_999_999;

    Stretch {
        jobs = List.copyOf(jobs);
    }

    /** A job that may be looked into. */
    record Candidate(JobId job, JobCounts counts) {}

    /**
     * @param candidates the next jobs, latest first
     * @param isWhole whether no more jobs follow them
     * @param partly the one of which a page before has looked at some images, if it has
     * @param images that are looked at
     */
    static Stretch of(
            List<Candidate> candidates, boolean isWhole, @Nullable JobId partly, HistoryFilter filter, int images) {
        List<JobId> jobs = new ArrayList<>();
        int count = 0;
        for (int index = 0; index < candidates.size(); index++) {
            Candidate candidate = candidates.get(index);
            if (filter.isIn(candidate.counts())) {
                jobs.add(candidate.job());
                count += candidate.job().equals(partly) ? 0 : candidate.counts().images();
            }
            if (count >= images && index + 1 < candidates.size()) {
                return new Stretch(jobs, endOf(candidate.job()));
            }
        }
        return new Stretch(jobs, isWhole ? null : endOf(candidates.getLast().job()));
    }

    private static ImageId endOf(JobId job) {
        return new ImageId(job, LAST_ROW, 0);
    }
}
