package dev.halftone.api.job.image;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.image.ImageFormat;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's images are looked for.
 *
 * @param format of what was fetched
 * @param oldest the first job that can have them
 * @param newest the last
 */
record HistoryFilter(@Nullable ImageStatus status, @Nullable ImageFormat format, JobId oldest, JobId newest) {

    private static final JobId FIRST = new JobId(new UUID(0, 0));
    static final JobId LAST = new JobId(new UUID(-1, -1));

    /**
     * Of a client's parameters. The times are those at which jobs were submitted.
     *
     * @throws ProblemException if one of them is not what it should be
     */
    static HistoryFilter asked(
            @Nullable String status, @Nullable String format, @Nullable String from, @Nullable String to) {
        return new HistoryFilter(
                ImageStatus.asked(status),
                format(format),
                from == null ? FIRST : JobId.earliestOf(time("from", from)),
                to == null ? LAST : JobId.earliestOf(time("to", to)));
    }

    /** Of what is looked for, that of one job. */
    HistoryFilter within(JobId job) {
        return new HistoryFilter(status, format, later(oldest, job), earlier(newest, job));
    }

    /** Whether a job with these counts has an image that is looked for. */
    boolean isIn(JobCounts counts) {
        int ended = switch (status) {
            case null -> counts.images();
            case PENDING -> counts.pending();
            case SUCCEEDED -> counts.succeeded();
            case FAILED -> counts.failed();
            case CANCELLED -> counts.cancelled();
        };
        // only of what was made is it known what was fetched
        return ended > 0 && (format == null || counts.succeeded() > 0);
    }

    /** The latest job that is looked into, if one before was looked into only partly. */
    JobId newestOf(@Nullable JobId partly) {
        return partly == null ? newest : earlier(newest, partly);
    }

    @Nullable
    String statusName() {
        return status == null ? null : status.wireName();
    }

    @Nullable
    String formatName() {
        return format == null ? null : format.wireName();
    }

    private static JobId later(JobId one, JobId other) {
        return one.equals(earlier(one, other)) ? other : one;
    }

    /** As PostgreSQL compares them. */
    private static JobId earlier(JobId one, JobId other) {
        return one.toString().compareTo(other.toString()) <= 0 ? one : other;
    }

    private static @Nullable ImageFormat format(@Nullable String name) {
        try {
            return name == null ? null : ImageFormat.of(name);
        } catch (IllegalArgumentException e) {
            String known = Arrays.stream(ImageFormat.values())
                    .map(ImageFormat::wireName)
                    .collect(Collectors.joining(", "));
            throw malformed("'format' is '" + name + "', but takes one of " + known + ".");
        }
    }

    private static Instant time(String name, String text) {
        try {
            // an unescaped plus of an offset comes as a space
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw malformed("'" + name + "' is '" + text + "', but takes a time such as 2026-01-31T12:00:00Z.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.MALFORMED_REQUEST, detail);
    }
}
