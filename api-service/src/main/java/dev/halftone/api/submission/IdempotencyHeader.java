package dev.halftone.api.submission;

import dev.halftone.api.job.IdempotencyKey;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The header {@code Idempotency-Key}: a string of RFC 9651 in double quotes, as its draft says, or, as many clients send it, bare. */
public final class IdempotencyHeader {

    public static final String NAME = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"(?:[ -~&&[^\"\\\\]]|\\\\[\"\\\\])*\"");
    private static final Pattern BARE = Pattern.compile("[!-~&&[^\",;\\\\]]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private IdempotencyHeader() {}

    /**
     * The key, if there is one.
     *
     * @throws ProblemException if there are several, or it is none
     */
    public static @Nullable IdempotencyKey read(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(NAME);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw malformed();
        }
        try {
            return new IdempotencyKey(text(values.getFirst().strip()));
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static String text(String value) {
        if (QUOTED.matcher(value).matches()) {
            return ESCAPE.matcher(value.substring(1, value.length() - 1)).replaceAll("$1");
        }
        if (BARE.matcher(value).matches()) {
            return value;
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return new ProblemException(
                Problem.MALFORMED_REQUEST,
                "The header " + NAME
                        + " takes one key of 1 to 255 printable characters of ASCII in double quotes, best a UUID.");
    }
}
