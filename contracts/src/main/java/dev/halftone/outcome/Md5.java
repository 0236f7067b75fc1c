package dev.halftone.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An MD5 (RFC 1321) of some bytes: how other systems name a file. Two files with the same can be made on purpose, so it is shown
 * and searched by, and decides nothing.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record Md5(@JsonValue String hex) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    @JsonCreator
    public Md5 {
        if (!DIGITS.matcher(hex).matches()) {
            throw new IllegalArgumentException("an MD5 is 32 lower-case hexadecimal digits");
        }
    }

    public static Md5 of(byte[] bytes) {
        try {
            return new Md5(
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
