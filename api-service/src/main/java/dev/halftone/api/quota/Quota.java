package dev.halftone.api.quota;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one tenant may have; 0 is without limit.
 *
 * @param runningJobs jobs that have not ended
 * @param pendingImages images of those that have not ended
 * @param requestsPerMinute at each api
 */
public record Quota(int runningJobs, int pendingImages, int requestsPerMinute) {

    static final Quota NONE = new Quota(0, 0, 0);

    // when the next job ends is not known
    private static final Duration LATER = Duration.ofSeconds(30);

    /** Whether what a tenant has must be counted before it may have more. */
    public boolean limitsJobs() {
        return runningJobs > 0 || pendingImages > 0;
    }

    /**
     * @param used with the job that is about to be accepted
     * @param images of that job
     * @throws ProblemException if it is more than the tenant may have
     */
    public void require(Usage used, int images) {
        if (pendingImages > 0 && images > pendingImages) {
            throw new ProblemException(
                    Problem.TOO_LARGE,
                    "The job has " + images + " images, and no more than " + pendingImages
                            + " may be pending at once. Nothing was stored. Split it into several submissions.");
        }
        if (runningJobs > 0 && used.runningJobs() > runningJobs) {
            throw exceeded("running-jobs", runningJobs + " jobs are running, and no more may at once.");
        }
        if (pendingImages > 0 && used.pendingImages() > pendingImages) {
            throw exceeded(
                    "pending-images",
                    (used.pendingImages() - images) + " images are pending; with the " + images
                            + " of this job, they would be more than the " + pendingImages + " that may be at once.");
        }
    }

    private static ProblemException exceeded(String policy, String detail) {
        return ProblemException.again(
                        Problem.QUOTA_EXCEEDED,
                        detail + " Nothing was stored. Send it again when some have ended.",
                        LATER)
                .withHeader(RateLimitHeaders.LIMIT, "\"" + policy + "\";r=0");
    }

    /** The value of {@code RateLimit-Policy}. */
    String policies() {
        List<String> policies = new ArrayList<>();
        if (requestsPerMinute > 0) {
            policies.add("\"requests\";q=" + requestsPerMinute + ";w=60");
        }
        if (runningJobs > 0) {
            policies.add("\"running-jobs\";q=" + runningJobs + ";qu=\"jobs\"");
        }
        if (pendingImages > 0) {
            policies.add("\"pending-images\";q=" + pendingImages + ";qu=\"images\"");
        }
        return String.join(", ", policies);
    }
}
