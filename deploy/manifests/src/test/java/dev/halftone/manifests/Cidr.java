package dev.halftone.manifests;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A network.
 *
 * @param bytes of an address in it: 4 or 16
 * @param free how many of its last bits are any
 */
record Cidr(BigInteger prefix, int bytes, int free) {

    static Cidr of(String text) {
        String[] parts = text.split("/", -1);
        byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
        int free = address.length * Byte.SIZE - Integer.parseInt(parts[1]);
        return new Cidr(new BigInteger(1, address).shiftRight(free), address.length, free);
    }

    boolean contains(String address) {
        byte[] other = InetAddress.ofLiteral(address).getAddress();
        return other.length == bytes
                && new BigInteger(1, other).shiftRight(free).equals(prefix);
    }
}
