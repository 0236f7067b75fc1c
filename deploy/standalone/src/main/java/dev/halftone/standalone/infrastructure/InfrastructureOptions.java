package dev.halftone.standalone.infrastructure;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is started and how.
 *
 * @param parts what is started; the others are somebody else's
 * @param kafkaAdvertised {@code host:port} at which clients are told to reach Kafka; none: where it listens
 */
public record InfrastructureOptions(
        InfrastructurePorts ports,
        Set<Part> parts,
        @Nullable String kafkaAdvertised) {

    public InfrastructureOptions {
        parts = Set.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("none of the servers is wanted");
        }
    }

    /** All of them, each at its own port. */
    public static InfrastructureOptions all(InfrastructurePorts ports) {
        return new InfrastructureOptions(ports, EnumSet.allOf(Part.class), null);
    }
}
