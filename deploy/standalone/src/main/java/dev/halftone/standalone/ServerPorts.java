package dev.halftone.standalone;

import dev.halftone.standalone.infrastructure.InfrastructurePorts;

/** The ports of what is around the services; 0 means any free one. */
record ServerPorts(int samples, InfrastructurePorts infrastructure) {

    static final ServerPorts ANY = new ServerPorts(0, InfrastructurePorts.ANY);
}
