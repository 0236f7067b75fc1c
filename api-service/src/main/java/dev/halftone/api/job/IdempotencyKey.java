package dev.halftone.api.job;

import java.util.regex.Pattern;

/**
 * What a client calls one submission, so that sending it again makes no second job.
 *
 * @param text 1 to 255 printable characters of ASCII
 */
public record IdempotencyKey(String text) {

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

    public IdempotencyKey {
        if (!PRINTABLE.matcher(text).matches()) {
            throw new IllegalArgumentException("a key has 1 to 255 printable characters of ASCII");
        }
    }
}
