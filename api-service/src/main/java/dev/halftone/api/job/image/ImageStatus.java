package dev.halftone.api.job.image;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an image ended, if it has. */
public enum ImageStatus {
    PENDING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of an outcome's column, which an image that has not ended has none of. */
    public static ImageStatus of(@Nullable String outcome) {
        return outcome == null ? PENDING : valueOf(outcome.toUpperCase(Locale.ROOT));
    }

    /** Of a client's parameter; none where it asks for all. */
    static @Nullable ImageStatus asked(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(values())
                        .filter(status -> status.wireName().equals(text))
                        .findFirst()
                        .orElseThrow(() -> unknown(text));
    }

    private static ProblemException unknown(String text) {
        String known = Arrays.stream(values()).map(ImageStatus::wireName).collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.MALFORMED_REQUEST, "'status' is '" + text + "', but takes one of " + known + ".");
    }
}
