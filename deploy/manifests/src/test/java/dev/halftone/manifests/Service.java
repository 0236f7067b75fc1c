package dev.halftone.manifests;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the two services, and what is deployed of it.
 *
 * @param name as in {@code api}
 */
record Service(String name, Node deployment, Map<String, String> environment, Settings settings) {

    static Service of(String name, Manifests manifests) {
        Node deployment = manifests.get("Deployment", "halftone-" + name);
        Map<String, String> environment = environment(deployment, manifests);
        return new Service(name, deployment, environment, Settings.of(name, environment));
    }

    Node pod() {
        return deployment.at("spec", "template", "spec");
    }

    Node container() {
        return pod().at("containers").named(name);
    }

    int port() {
        return settings.file().at("server", "port").number();
    }

    /** How long each phase of a stop may take. */
    Duration phase() {
        String seconds = settings.file()
                .at("spring", "lifecycle", "timeout-per-shutdown-phase")
                .text();
        return Duration.parse("PT" + seconds);
    }

    private static Map<String, String> environment(Node deployment, Manifests manifests) {
        Map<String, String> environment = new LinkedHashMap<>();
        Node container =
                deployment.at("spec", "template", "spec", "containers").items().getFirst();
        manifests
                .all("ConfigMap")
                .filter(map -> map.at("metadata", "name").text().equals(configMap(container)))
                .forEach(map -> map.at("data")
                        .keys()
                        .forEach(key -> environment.put(key, map.at("data", key).text())));
        container
                .at("env")
                .items()
                .forEach(variable -> environment.put(
                        variable.at("name").text(),
                        variable.has("value") ? variable.at("value").text() : secret(variable)));
        return environment;
    }

    private static String configMap(Node container) {
        return container
                .at("envFrom")
                .items()
                .getFirst()
                .at("configMapRef", "name")
                .text();
    }

    /** Any that is long enough. */
    private static String secret(Node variable) {
        return variable.at("valueFrom", "secretKeyRef", "key").text() + "-of-at-least-32-characters";
    }
}
