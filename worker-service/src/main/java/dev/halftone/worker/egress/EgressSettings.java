package dev.halftone.worker.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What requests of ours may reach, and how names are resolved.
 *
 * @param allowedNetworks CIDRs that are open beside the public internet
 * @param deniedNetworks CIDRs that are closed in addition
 * @param allowedPorts ports and port ranges
 * @param nameServers {@code address:port} of the DNS servers to ask; empty for the system's own
 * @param nameTimeout for one question to a DNS server
 * @param contact a URL or mail address at which the operator can be reached, sent in the User-Agent
 */
@ConfigurationProperties("halftone.egress")
record EgressSettings(
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue List<String> deniedNetworks,
        @DefaultValue({"80", "443"}) List<String> allowedPorts,
        @DefaultValue List<String> nameServers,
        @DefaultValue("3s") Duration nameTimeout,
        @DefaultValue("") String contact) {

    EgressSettings {
        if (allowedPorts.isEmpty()) {
            throw new IllegalArgumentException("halftone.egress.allowed-ports is empty: nothing could be fetched");
        }
        if (!nameTimeout.isPositive()) {
            throw new IllegalArgumentException("halftone.egress.name-timeout must be longer than zero");
        }
        if (!contact.matches("[\\x21-\\x7e&&[^()]]*")) {
            throw new IllegalArgumentException("halftone.egress.contact must be a URL or a mail address");
        }
        nameServers.forEach(EgressSettings::address);
    }

    List<InetSocketAddress> nameServerAddresses() {
        return nameServers.stream().map(EgressSettings::address).toList();
    }

    String userAgent() {
        return contact.isEmpty() ? "Halftone/1" : "Halftone/1 (+" + contact + ")";
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "halftone.egress.name-servers: '" + text + "' is not written as 192.0.2.53:53");
        }
        String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(text.substring(colon + 1)));
    }
}
