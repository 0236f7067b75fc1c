package dev.halftone.api.job;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many entries a page has, at most. */
public record PageSize(int limit) {

    /** What the {@code limit} parameter is where it is left out. */
    public static final String DEFAULT = "100";

    private static final int MAX = 1000;

    /** @throws ProblemException if a page cannot have this size */
    public PageSize {
        if (limit < 1 || limit > MAX) {
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, "'limit' is " + limit + ", but takes a number from 1 to " + MAX + ".");
        }
    }

    /** What to read: one more entry than the page has tells whether another page follows. */
    public int toRead() {
        return limit + 1;
    }

    public <T> List<T> entries(List<T> read) {
        return read.subList(0, Math.min(limit, read.size()));
    }

    /** The cursor of the page after this; none if this is the last. */
    public <T> @Nullable String next(List<T> read, Function<T, Object> cursor) {
        return read.size() <= limit ? null : cursor.apply(read.get(limit - 1)).toString();
    }
}
