package dev.halftone.manifests;

import dev.halftone.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/** Whether what is deployed says the same as the services do. */
final class Agreement {

    /** From the end of the first phase of a stop, which waits for work, to the process's end. */
    private static final Duration REST = Duration.ofSeconds(20);

    private final List<String> complaints = new ArrayList<>();

    private Agreement() {}

    static List<String> complaints(Manifests manifests) {
        Agreement agreement = new Agreement();
        try {
            Service api = Service.of("api", manifests);
            Service worker = Service.of("worker", manifests);
            List.of(api, worker).forEach(agreement::common);
            agreement.settings(api, worker);
            agreement.api(api, manifests);
            agreement.egress(worker, manifests.get("NetworkPolicy", "worker"));
            agreement.scaling(api, worker, manifests.get("ScaledObject", "halftone-worker"));
        } catch (NoSuchElementException e) {
            agreement.complaints.add(Objects.requireNonNull(e.getMessage()));
        }
        return agreement.complaints;
    }

    private void common(Service service) {
        Node container = service.container();
        Node port = container.at("ports").named("http").at("containerPort");
        equal(port, service.port());
        List.of("startupProbe", "livenessProbe", "readinessProbe")
                .forEach(probe -> probe(service, container.at(probe)));
        equal(container.at("livenessProbe", "httpGet", "path"), "/actuator/health/liveness");
        Duration start = perProbe(container.at("startupProbe"));
        if (service.name().equals("api")
                && start.compareTo(service.settings().duration("halftone.schema.patience")) <= 0) {
            complain(container.path() + ".startupProbe ends the wait for PostgreSQL after " + start);
        }
        Duration needed = service.phase().plus(REST).plus(delay(container));
        Node grace = service.pod().at("terminationGracePeriodSeconds");
        if (grace.number() < needed.toSeconds()) {
            complain(grace.path() + " is " + grace.text() + ", and a stop may take " + needed);
        }
        memory(service, container.at("resources", "limits"));
    }

    private void memory(Service service, Node limits) {
        DataSize limit = Memory.limit(limits.at("memory"));
        int cores = limits.has("cpu") ? limits.at("cpu").number() : 1;
        DataSize needed = Memory.needed(service.name(), service.settings(), cores, limit);
        if (needed.compareTo(limit) > 0) {
            complain(limits.path() + ".memory is " + limit.toMegabytes() + " MB, and it may take "
                    + needed.toMegabytes());
        }
    }

    /** Both are given some of each other's. */
    private void settings(Service api, Service worker) {
        Stream.of(api, worker)
                .flatMap(service -> Settings.unknown(service.environment(), api.settings(), worker.settings()).stream())
                .forEach(variable -> complain(variable + " is no setting"));
    }

    private void probe(Service service, Node probe) {
        Node path = probe.at("httpGet", "path");
        Node groups = service.settings().file().at("management", "endpoint", "health", "group");
        if (groups.keys().stream().noneMatch(group -> path.text().equals("/actuator/health/" + group))) {
            complain(path.path() + " is " + path.text() + ", and the service has " + groups.keys());
        }
        equal(probe.at("httpGet", "port"), "http");
    }

    private void api(Service api, Manifests manifests) {
        if (delay(api.container()).isZero()) {
            complain(api.container().path() + " is stopped while requests come");
        }
        Node port = manifests.get("Service", "halftone-api").at("spec", "ports").named("http");
        equal(port.at("targetPort"), "http");
        manifests
                .all("Ingress")
                .forEach(ingress -> ingress.at("spec", "rules")
                        .items()
                        .forEach(rule -> rule.at("http", "paths")
                                .items()
                                .forEach(path -> equal(path.at("backend", "service", "port", "name"), "http"))));
    }

    private void egress(Service worker, Node policy) {
        List<String> open = policy.at("spec", "egress").items().getFirst().at("ports").items().stream()
                .map(port -> port.at("port").text())
                .toList();
        if (!open.equals(worker.settings().values().get("halftone.egress.allowed-ports"))) {
            complain(policy.path() + " opens the ports " + open + ", which are not the worker's");
        }
    }

    private void scaling(Service api, Service worker, Node scaler) {
        Node spec = scaler.at("spec");
        equal(
                spec.at("scaleTargetRef", "name"),
                worker.deployment().at("metadata", "name").text());
        equal(spec.at("maxReplicaCount"), api.settings().number("halftone.dispatch.partitions"));
        equal(spec.at("minReplicaCount"), 0);
        Node lag = spec.at("triggers").named("lag").at("metadata");
        equal(lag.at("topic"), Topics.ROWS);
        equal(lag.at("consumerGroup"), Topics.WORKERS);
        if (lag.at("lagThreshold").number() < 2 * api.settings().number("halftone.dispatch.window")) {
            complain(lag.path() + ".lagThreshold is what one worker is given in any case");
        }
        String servers = api.environment().get("SPRING_KAFKA_BOOTSTRAP_SERVERS");
        if (servers != null) {
            equal(lag.at("bootstrapServers"), servers);
        }
    }

    private static Duration delay(Node container) {
        return container.has("lifecycle")
                ? Duration.ofSeconds(
                        container.at("lifecycle", "preStop", "sleep", "seconds").number())
                : Duration.ZERO;
    }

    private static Duration perProbe(Node probe) {
        return Duration.ofSeconds((long) probe.at("periodSeconds").number()
                * probe.at("failureThreshold").number());
    }

    private void equal(Node node, Object expected) {
        if (!node.text().equals(String.valueOf(expected))) {
            complain(node.path() + " is " + node.text() + " and has to be " + expected);
        }
    }

    private void complain(String complaint) {
        complaints.add(complaint);
    }
}
