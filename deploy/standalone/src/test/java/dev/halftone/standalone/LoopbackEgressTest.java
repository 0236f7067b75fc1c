package dev.halftone.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopbackEgressTest {

    @Test
    void byDefaultOnlyTheSampleOriginIsOpened() {
        assertThat(LoopbackEgress.settings(9000, Map.of()))
                .containsOnly(
                        Map.entry("halftone.egress.allowed-networks", "127.0.0.1/32"),
                        Map.entry("halftone.egress.allowed-ports", "80,443,9000"));
    }

    @Test
    void whatTheUserOpensStaysOpen() {
        Map<String, String> environment = Map.of(
                "HALFTONE_EGRESS_ALLOWED_NETWORKS", "10.0.0.0/8, 127.0.0.1/32",
                "HALFTONE_EGRESS_ALLOWED_PORTS", "8443");
        assertThat(LoopbackEgress.settings(9000, environment))
                .containsOnly(
                        Map.entry("halftone.egress.allowed-networks", "10.0.0.0/8,127.0.0.1/32"),
                        Map.entry("halftone.egress.allowed-ports", "8443,9000"));
    }
}
