package dev.halftone.hostile.system;

import java.util.ArrayList;
import java.util.List;

/** The services' settings: the product's own, but for the lab's network, and time limits that are short. */
final class Tuning {

    static final String LAB_NETWORK = "127.77.0.0/16";

    private static final List<String> BOTH = List.of(
            "--halftone.egress.allowed-networks=" + LAB_NETWORK,
            "--spring.main.banner-mode=off",
            "--logging.pattern.dateformat=HH:mm:ss.SSS");

    private static final List<String> API = List.of(
            "--halftone.http.head-timeout=4s",
            "--halftone.http.read-timeout=4s",
            "--halftone.http.write-timeout=5s",
            "--halftone.submission.max-wait=5s");

    private static final List<String> WORKER = List.of(
            "--halftone.egress.name-timeout=1s",
            "--halftone.fetch.connect-timeout=3s",
            "--halftone.fetch.first-byte-timeout=4s",
            "--halftone.fetch.total-timeout=15s",
            "--halftone.retry.max-attempts=2",
            "--halftone.retry.backoff=100ms",
            "--halftone.retry.max-pause=1s",
            "--halftone.retry.max-wait=2s",
            "--halftone.webhook.schedule=0s,1s,1s",
            "--halftone.webhook.timeout=4s",
            "--halftone.webhook.lease=10s");

    private Tuning() {}

    /** @param ports that may be fetched from */
    static List<String> api(String adminKey, List<Integer> ports) {
        List<String> settings = all(ports);
        settings.add("--halftone.access.admin-key=" + adminKey);
        settings.add("--halftone.quota.requests-per-minute=0");
        settings.add("--halftone.quota.running-jobs=0");
        settings.add("--halftone.s3.public-base-url=https://images.example");
        settings.add("--halftone.dispatch.stall-timeout=60s");
        settings.addAll(API);
        return settings;
    }

    static List<String> worker(String nameServer, List<Integer> ports) {
        List<String> settings = all(ports);
        settings.addAll(WORKER);
        settings.add("--halftone.egress.name-servers=" + nameServer);
        return settings;
    }

    private static List<String> all(List<Integer> ports) {
        List<String> settings = new ArrayList<>(BOTH);
        settings.add("--halftone.egress.allowed-ports="
                + String.join(",", ports.stream().map(String::valueOf).toList()));
        return settings;
    }
}
