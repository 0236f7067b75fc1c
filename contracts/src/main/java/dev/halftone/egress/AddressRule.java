package dev.halftone.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are the public internet: of IPv4 everything but the special-purpose registry (RFC 6890) and the
 * metadata services of clouds, of IPv6 only global unicast without the ranges that lead back into IPv4.
 */
final class AddressRule {

    /** {@code ::ffff:0:0/96}, which the JDK reads as the IPv4 address that it maps. */
    private static final Network MAPPED =
            new Network(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0}, 96);

    private static final List<Network> CLOSED_V4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32");

    private static final Network GLOBAL_V6 = Network.parse("2000::/3");
    private static final List<Network> CLOSED_V6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private AddressRule() {}

    /** The address's bytes; four where it is an IPv4 address mapped into IPv6. */
    static byte[] plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return MAPPED.contains(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    static boolean isPublic(byte[] plain) {
        return plain.length == 4 ? isPublicV4(plain) : isPublicV6(plain);
    }

    private static boolean isPublicV4(byte[] address) {
        return CLOSED_V4.stream().noneMatch(network -> network.contains(address));
    }

    private static boolean isPublicV6(byte[] address) {
        return GLOBAL_V6.contains(address)
                && CLOSED_V6.stream().noneMatch(network -> network.contains(address))
                && !isIsatap(address);
    }

    /** Whether the interface id is {@code [02]00:5efe} and an IPv4 address (RFC 5214). */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & ~0x02) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
