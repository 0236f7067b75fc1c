package dev.halftone.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked cannot be done: thrown anywhere in the api, answered as {@code application/problem+json}. */
public final class ProblemException extends RuntimeException {

    private final Problem problem;
    private final String detail;
    private final List<ProblemError> errors;
    private final @Nullable Integer rejectedRows;
    private final @Nullable Duration retryAfter;
    private final Map<String, String> headers;

    /** @param detail for the client: what is wrong with this very request and how to mend it */
    public ProblemException(Problem problem, String detail) {
        this(problem, detail, List.of(), null, null, Map.of(), null);
    }

    private ProblemException(
            Problem problem,
            String detail,
            List<ProblemError> errors,
            @Nullable Integer rejectedRows,
            @Nullable Duration retryAfter,
            Map<String, String> headers,
            @Nullable Throwable cause) {
        super(problem.slug() + ": " + detail, cause, false, false);
        this.problem = problem;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.rejectedRows = rejectedRows;
        this.retryAfter = retryAfter;
        this.headers = headers;
    }

    /**
     * @param rejectedRows how many there are
     * @param errors the first faults found in them
     */
    public static ProblemException rejectedRows(String detail, int rejectedRows, List<ProblemError> errors) {
        return new ProblemException(Problem.REJECTED_ROWS, detail, errors, rejectedRows, null, Map.of(), null);
    }

    /** @param error the detail's fault, with where it lies */
    public static ProblemException at(Problem problem, String detail, ProblemError error) {
        return new ProblemException(problem, detail, List.of(error), null, null, Map.of(), null);
    }

    /** @param errors the first of several faults */
    public static ProblemException of(Problem problem, String detail, List<ProblemError> errors) {
        return new ProblemException(problem, detail, errors, null, null, Map.of(), null);
    }

    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return again(Problem.UNAVAILABLE, detail, retryAfter);
    }

    /** @param cause for the log alone */
    public static ProblemException unavailable(String detail, Duration retryAfter, Throwable cause) {
        return new ProblemException(Problem.UNAVAILABLE, detail, List.of(), null, retryAfter, Map.of(), cause);
    }

    /** @param retryAfter when the same request may be answered otherwise */
    public static ProblemException again(Problem problem, String detail, Duration retryAfter) {
        return new ProblemException(problem, detail, List.of(), null, retryAfter, Map.of(), null);
    }

    /** The same, answered with that header, and no other beside those that every problem has. */
    public ProblemException withHeader(String name, String value) {
        return new ProblemException(problem, detail, errors, rejectedRows, retryAfter, Map.of(name, value), getCause());
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return detail;
    }

    public List<ProblemError> errors() {
        return errors;
    }

    public @Nullable Integer rejectedRows() {
        return rejectedRows;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    Map<String, String> headers() {
        return headers;
    }
}
