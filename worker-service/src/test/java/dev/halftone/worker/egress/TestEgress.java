package dev.halftone.worker.egress;

import dev.halftone.egress.EgressPolicy;
import java.time.Duration;
import java.util.List;

/** The egress of a worker whose operator opens some networks and asks one name server. */
public final class TestEgress implements AutoCloseable {

    private final EgressConfiguration configuration = new EgressConfiguration();
    private final EgressSettings settings;
    private final EgressPolicy policy;
    private final GuardedClients clients;

    public TestEgress(NameServer names, String... allowedNetworks) {
        settings = new EgressSettings(
                List.of(allowedNetworks),
                List.of(),
                List.of("1-65535"),
                List.of(names.address()),
                Duration.ofSeconds(1),
                "");
        policy = configuration.egressPolicy(settings);
        clients = configuration.guardedClients(policy, settings);
    }

    public EgressPolicy policy() {
        return policy;
    }

    public GuardedClients clients() {
        return clients;
    }

    @Override
    public void close() {
        clients.close();
    }
}
