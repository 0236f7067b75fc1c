package dev.halftone.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses.
 *
 * @param prefix 4 or 16 bytes; those after the first {@code length} bits are zero
 * @param length in bits
 */
@SuppressWarnings("ArrayRecordComponent") // only ever asked what it contains
record Network(byte[] prefix, int length) {

    private static final Pattern CIDR = Pattern.compile("([0-9a-fA-F.:]+)/([0-9]{1,3})");

    /** @throws IllegalArgumentException if {@code text} is no CIDR, or has bits after its length */
    static Network parse(String text) {
        Matcher parts = CIDR.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no network; write it as 10.0.0.0/8 or fd00::/8");
        }
        byte[] prefix = InetAddress.ofLiteral(parts.group(1)).getAddress();
        int length = Integer.parseInt(parts.group(2));
        if (length > prefix.length * Byte.SIZE || !Arrays.equals(prefix, cut(prefix, length))) {
            throw new IllegalArgumentException("'" + text + "' is no network: it has bits after its prefix's length");
        }
        return new Network(prefix, length);
    }

    boolean contains(byte[] address) {
        return address.length == prefix.length && Arrays.equals(prefix, cut(address, length));
    }

    private static byte[] cut(byte[] address, int length) {
        byte[] kept = address.clone();
        for (int index = 0; index < kept.length; index++) {
            int bits = Math.clamp(length - (long) index * Byte.SIZE, 0, Byte.SIZE);
            kept[index] &= (byte) (0xff << (Byte.SIZE - bits));
        }
        return kept;
    }
}
