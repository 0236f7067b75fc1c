package dev.halftone.egress;

import java.net.InetAddress;
import java.util.List;

/**
 * Which URLs may be asked for and which addresses may be connected to.
 *
 * @param allowedNetworks CIDRs that are open beside the public internet
 * @param deniedNetworks CIDRs that are closed in addition
 * @param allowedPorts ports and port ranges, such as {@code 443} or {@code 8000-8999}
 */
public record EgressPolicy(List<String> allowedNetworks, List<String> deniedNetworks, List<String> allowedPorts) {

    public EgressPolicy {
        allowedNetworks = List.copyOf(allowedNetworks);
        deniedNetworks = List.copyOf(deniedNetworks);
        allowedPorts = List.copyOf(allowedPorts);
    }

    /**
     * The grammar of a URL and its port; what its name resolves to is checked at the connection.
     *
     * @throws InvalidUrlException saying what is wrong and how to mend it
     */
    public TargetUrl check(String url) throws InvalidUrlException {
        return TargetUrl.parse(url);
    }

    /** Whether this very address may be connected to. */
    public boolean allows(InetAddress address) {
        return !address.isLoopbackAddress();
    }
}
