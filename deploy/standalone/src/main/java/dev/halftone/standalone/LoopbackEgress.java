package dev.halftone.standalone;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens the egress policy to the sample origin, beside what the environment opens, and to nothing else. */
final class LoopbackEgress {

    private static final String NETWORKS = "HALFTONE_EGRESS_ALLOWED_NETWORKS";
    private static final String PORTS = "HALFTONE_EGRESS_ALLOWED_PORTS";

    private LoopbackEgress() {}

    /** The settings of both services, by name. */
    static Map<String, String> settings(int samplesPort, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "halftone.egress.allowed-networks", joined(environment.getOrDefault(NETWORKS, ""), "127.0.0.1/32"));
        settings.put(
                "halftone.egress.allowed-ports",
                joined(environment.getOrDefault(PORTS, "80,443"), Integer.toString(samplesPort)));
        return settings;
    }

    private static String joined(String list, String added) {
        return Stream.concat(Arrays.stream(list.split(",")).map(String::strip), Stream.of(added))
                .filter(element -> !element.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
    }
}
