package dev.halftone.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which URLs may be asked for and which addresses may be connected to: the public internet, and what an operator opens
 * or closes beside it. Holds for images and webhooks alike.
 */
public final class EgressPolicy {

    private final List<Network> allowed;
    private final List<Network> denied;
    private final List<PortRange> ports;

    /**
     * @param allowedNetworks CIDRs that are open beside the public internet
     * @param deniedNetworks CIDRs that are closed in addition, even where they are opened too
     * @param allowedPorts ports and port ranges, such as {@code 443} or {@code 8000-8999}
     * @throws IllegalArgumentException naming the entry that is no network, no port or no range
     */
    public EgressPolicy(List<String> allowedNetworks, List<String> deniedNetworks, List<String> allowedPorts) {
        allowed = allowedNetworks.stream().map(Network::parse).toList();
        denied = deniedNetworks.stream().map(Network::parse).toList();
        ports = allowedPorts.stream().map(PortRange::parse).toList();
    }

    /**
     * The grammar of a URL, its port, and its address if it has one; what a name resolves to is checked at the connection.
     *
     * @throws InvalidUrlException saying what is wrong and how to mend it
     */
    public TargetUrl check(String url) throws InvalidUrlException {
        TargetUrl target = TargetUrl.parse(url);
        if (ports.stream().noneMatch(range -> range.contains(target.port()))) {
            String open = ports.stream().map(PortRange::toString).collect(Collectors.joining(", "));
            throw new InvalidUrlException("has port " + target.port() + ", which is not allowed; use one of: " + open);
        }
        if (target.literal().filter(address -> !allows(address)).isPresent()) {
            throw new InvalidUrlException("has an address that may not be connected to; use a public one, or a name");
        }
        return target;
    }

    /** Whether this very address may be connected to, in whichever form it is written. */
    public boolean allows(InetAddress address) {
        byte[] plain = AddressRule.plain(address);
        if (denied.stream().anyMatch(network -> network.contains(plain))) {
            return false;
        }
        return allowed.stream().anyMatch(network -> network.contains(plain)) || AddressRule.isPublic(plain);
    }
}
