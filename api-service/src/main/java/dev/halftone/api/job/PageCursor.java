package dev.halftone.api.job;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code next} of a page, as a client gives it back in {@code after}. */
public final class PageCursor {

    private PageCursor() {}

    /**
     * @param parse throws an {@link IllegalArgumentException} if the text is no cursor
     * @return null if the page is the first
     * @throws ProblemException if the text is no cursor
     */
    public static <T> @Nullable T read(@Nullable String after, Function<String, T> parse) {
        if (after == null) {
            return null;
        }
        try {
            return parse.apply(after);
        } catch (IllegalArgumentException e) {
            throw refused(after);
        }
    }

    /** Of what is no cursor. */
    public static ProblemException refused(Object after) {
        return new ProblemException(
                Problem.MALFORMED_REQUEST, "'after' takes the 'next' of the page before, not '" + after + "'.");
    }
}
