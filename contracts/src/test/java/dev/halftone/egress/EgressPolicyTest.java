package dev.halftone.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

    private static final List<String> NONE = List.of();
    private static final EgressPolicy PUBLIC = new EgressPolicy(NONE, NONE, List.of("80", "443"));

    static Stream<HostileCase> addressesToBlock() {
        return HostileCase.all("ip", "block");
    }

    static Stream<HostileCase> addressesToAllow() {
        return HostileCase.all("ip", "allow");
    }

    @Test
    void theWholeTableOfCasesIsRead() {
        assertThat(addressesToBlock()).hasSize(29);
        assertThat(addressesToAllow()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("addressesToBlock")
    void specialAddressesAreDenied(HostileCase hostile) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(hostile.input()))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("addressesToAllow")
    void publicAddressesAreAllowed(HostileCase ordinary) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(ordinary.input()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "198.19.255.255",
                "168.63.129.16",
                "224.0.0.0",
                "2001:1ff:ffff::",
                "2001:db8::1",
                "3fff:fff::1",
                "::1"
            })
    void theEdgesOfEachClosedRangeAreDenied(String address) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "198.17.255.255",
                "168.63.129.15",
                "223.255.255.255",
                "2001:200::1",
                "3ffe::1",
                "2600::5eff:7f00:1"
            })
    void whatLiesBesideAClosedRangeIsAllowed(String address) {
        assertThat(PUBLIC.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aMappedAddressThatStayedAnIpv6ObjectIsJudgedAsTheIpv4AddressItIs() throws UnknownHostException {
        assertThat(PUBLIC.allows(mapped(127, 0, 0, 1))).isFalse();
        assertThat(PUBLIC.allows(mapped(1, 1, 1, 1))).isTrue();
        EgressPolicy loopback = new EgressPolicy(List.of("127.0.0.0/8"), NONE, List.of("80"));
        assertThat(loopback.allows(mapped(127, 0, 0, 1))).isTrue();
    }

    @Test
    void anOperatorOpensNetworks() {
        EgressPolicy policy = new EgressPolicy(List.of("127.77.0.0/16", "fd00:1::/32"), NONE, List.of("80"));
        assertThat(policy.allows(InetAddress.ofLiteral("127.77.3.4"))).isTrue();
        assertThat(policy.allows(InetAddress.ofLiteral("fd00:1::9"))).isTrue();
        assertThat(policy.allows(InetAddress.ofLiteral("127.78.0.0"))).isFalse();
        assertThat(policy.allows(InetAddress.ofLiteral("fd00:2::9"))).isFalse();
    }

    @Test
    void anOperatorClosesNetworksEvenWhereTheyAreOpenedToo() {
        EgressPolicy policy =
                new EgressPolicy(List.of("10.0.0.0/8"), List.of("10.1.0.0/16", "1.1.1.1/32"), List.of("80"));
        assertThat(policy.allows(InetAddress.ofLiteral("10.2.0.1"))).isTrue();
        assertThat(policy.allows(InetAddress.ofLiteral("10.1.0.1"))).isFalse();
        assertThat(policy.allows(InetAddress.ofLiteral("1.1.1.1"))).isFalse();
        assertThat(policy.allows(InetAddress.ofLiteral("1.1.1.2"))).isTrue();
    }

    @Test
    void onlyAllowedPortsPass() throws InvalidUrlException {
        EgressPolicy policy = new EgressPolicy(NONE, NONE, List.of("443", "8000-8999"));
        assertThat(policy.check("https://example.com/a.png").port()).isEqualTo(443);
        assertThat(policy.check("https://example.com:8999/a.png").port()).isEqualTo(8999);
        assertThatExceptionOfType(InvalidUrlException.class)
                .isThrownBy(() -> policy.check("http://example.com/a.png"))
                .withMessage("has port 80, which is not allowed; use one of: 443, 8000-8999");
        assertThatExceptionOfType(InvalidUrlException.class).isThrownBy(() -> policy.check("http://a.example:9000/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1/8", "10.0.0.0", "10.0.0.0/33", "example.com/8", "::/129", "", "fe80::1%1/64"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EgressPolicy(List.of(network), NONE, NONE))
                .withMessageContaining("is no network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "0", "65536", "90-80", "-1", "1-"})
    void whatIsNoPortIsRefused(String port) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EgressPolicy(NONE, NONE, List.of(port)));
    }

    private static InetAddress mapped(int... quad) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        for (int index = 0; index < quad.length; index++) {
            bytes[12 + index] = (byte) quad[index];
        }
        return Inet6Address.getByAddress(null, bytes, -1);
    }
}
