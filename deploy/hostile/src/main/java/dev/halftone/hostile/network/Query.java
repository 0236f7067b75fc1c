package dev.halftone.hostile.network;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A question to a name server (RFC 1035, section 4).
 *
 * @param bytes all of it
 * @param name in lower case
 * @param end where the question ends
 * @param overTcp rather than in a datagram
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Query(byte[] bytes, String name, int type, int end, boolean overTcp) {

    public static final int A = 1;
    public static final int CNAME = 5;
    public static final int AAAA = 28;

    static final int HEADER = 12;
    private static final int TYPE_AND_CLASS = 4;

    /** @throws IllegalArgumentException if it is none */
    static Query parse(byte[] bytes, boolean overTcp) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (at < bytes.length && bytes[at] > 0) {
            String label = new String(Arrays.copyOfRange(bytes, at + 1, at + 1 + bytes[at]), StandardCharsets.US_ASCII);
            name.append(name.isEmpty() ? "" : ".").append(label);
            at += bytes[at] + 1;
        }
        if (at + TYPE_AND_CLASS >= bytes.length) {
            throw new IllegalArgumentException("no question");
        }
        int type = ((bytes[at + 1] & 0xff) << Byte.SIZE) | (bytes[at + 2] & 0xff);
        return new Query(bytes, name.toString().toLowerCase(Locale.ROOT), type, at + 1 + TYPE_AND_CLASS, overTcp);
    }
}
