package dev.halftone.standalone.infrastructure;

/** The loopback ports of the servers; 0 means any free one, the same as the last time if possible. */
public record InfrastructurePorts(int postgres, int kafka, int kafkaController, int s3) {

    public static final InfrastructurePorts ANY = new InfrastructurePorts(0, 0, 0, 0);
}
