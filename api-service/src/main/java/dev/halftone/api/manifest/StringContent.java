package dev.halftone.api.manifest;

import java.io.EOFException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What stands in a JSON string whose first quote was read: up to its last, which is left. As far as base64 needs it: escapes are
 * undone, line breaks left out, and the letters of its URL-safe form are those of the other.
 */
@SuppressWarnings("InputStreamSlowMultibyteRead") // for a decoder that takes one byte at a time
final class StringContent extends InputStream {

    private static final int HEX = 16;
    private static final int NO_BASE64 = '\\';

    private final JsonBytes json;

    StringContent(JsonBytes json) {
        this.json = json;
    }

    @Override
    public int read() {
        while (json.peek() != '"') {
            int next = json.read();
            switch (next) {
                case -1 -> throw new UncheckedIOException(new EOFException("a string does not end"));
                case '\\' -> {
                    int escaped = escaped(json.read());
                    if (escaped != '\n' && escaped != '\r') {
                        return escaped;
                    }
                }
                case '-' -> {
                    return '+';
                }
                case '_' -> {
                    return '/';
                }
                default -> {
                    return next;
                }
            }
        }
        return -1;
    }

    private int escaped(int letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '/' -> '/';
            case 'u' -> fourDigits();
            default -> NO_BASE64;
        };
    }

    private int fourDigits() {
        int code = 0;
        for (int digit = 0; digit < 4; digit++) {
            int value = Character.digit(json.peek(), HEX);
            if (value < 0) {
                return NO_BASE64;
            }
            json.read();
            code = code * HEX + value;
        }
        return code < 128 ? code : NO_BASE64;
    }

    /** Reads what is left. */
    void finish() {
        while (read() >= 0) {
            // until the last quote
        }
    }
}
