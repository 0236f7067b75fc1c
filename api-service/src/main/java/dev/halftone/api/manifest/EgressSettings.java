package dev.halftone.api.manifest;

import dev.halftone.egress.EgressPolicy;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where images and webhooks may be: the settings that the workers have, so that a URL which none of them would ask for is
 * rejected with its manifest.
 *
 * @param allowedNetworks CIDRs that are open beside the public internet
 * @param deniedNetworks CIDRs that are closed in addition
 * @param allowedPorts ports and port ranges
 */
@ConfigurationProperties("halftone.egress")
record EgressSettings(
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue List<String> deniedNetworks,
        @DefaultValue({"80", "443"}) List<String> allowedPorts) {

    EgressPolicy policy() {
        return new EgressPolicy(allowedNetworks, deniedNetworks, allowedPorts);
    }
}
