package dev.halftone.faults.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The services' settings: the product's own, but for time limits that are short, so that what waits for one is soon seen. */
public final class Tuning {

    /** The longest of all leases: what a dead process may keep from the others. */
    public static final Duration LEASE = Duration.ofSeconds(8);

    /** After how long Kafka gives a silent worker's partitions to others. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    /** How long a service may take to end by itself. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** How often an image may end its worker. */
    public static final int MAX_WORKER_DEATHS = 5;

    private static final List<String> BOTH = List.of(
            "--halftone.egress.allowed-networks=127.0.0.1/32",
            "--spring.main.banner-mode=off",
            "--logging.pattern.dateformat=HH:mm:ss.SSS");

    private static final List<String> API = List.of(
            "--halftone.dispatch.lease=6s",
            "--halftone.dispatch.stall-timeout=15s",
            "--halftone.dispatch.partitions=6",
            "--springdoc.api-docs.enabled=false",
            "--springdoc.swagger-ui.enabled=false");

    private static final List<String> WORKER = List.of(
            "--spring.kafka.properties.session.timeout.ms=" + SESSION.toMillis(),
            "--spring.kafka.properties.heartbeat.interval.ms=1500",
            "--halftone.flow.max-worker-deaths=" + MAX_WORKER_DEATHS,
            "--halftone.webhook.schedule=0s,1s,1s,2s,2s,5s,5s,5s,10s,10s,10s",
            "--halftone.webhook.timeout=6s",
            "--halftone.webhook.lease=" + LEASE.toSeconds() + "s");

    private Tuning() {}

    static List<String> api(int originPort, int receiverPort) {
        return all(API, originPort, receiverPort);
    }

    static List<String> worker(int originPort, int receiverPort) {
        return all(WORKER, originPort, receiverPort);
    }

    private static List<String> all(List<String> own, int originPort, int receiverPort) {
        List<String> settings = new ArrayList<>(BOTH);
        settings.addAll(own);
        settings.add("--halftone.egress.allowed-ports=" + originPort + "," + receiverPort);
        return settings;
    }
}
