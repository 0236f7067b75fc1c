package dev.halftone.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The alerts and the dashboard, held against the meters. */
class ObservabilityTest {

    private static final Path DIRECTORY = Manifests.ROOT.resolve("deploy/observability");
    private static final Map<String, Set<String>> METRICS = Metrics.labelsByName();
    private static final Node ALERTS =
            new Node("alerts.yaml", new Yaml().load(Manifests.read(DIRECTORY.resolve("alerts.yaml"))));

    @Test
    void theDashboardAsksForMetricsThatThereAre() {
        List<Query> queries = dashboard().toList();
        assertThat(queries).hasSizeGreaterThan(40);
        assertThat(queries)
                .allSatisfy(query -> assertThat(query.unknown(METRICS))
                        .as(query.expression())
                        .isEmpty());
    }

    @Test
    void alertsAskForMetricsThatThereAre() {
        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(alert -> {
            Query query = new Query(alert.at("expr").text());
            assertThat(query.unknown(METRICS)).as(query.expression()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(halftone_worker_image_in_flight)",
                "rate(halftone_worker_images_seconds_count{state=\"failed\"}[5m])",
                "sum by (host) (rate(halftone_worker_images_seconds_count[5m]))"
            })
    void whatThereIsNotIsFound(String expression) {
        assertThat(new Query(expression).unknown(METRICS)).hasSize(1);
    }

    @Test
    void everyAlertHasItsRunbook() {
        String guide = Manifests.read(Manifests.ROOT.resolve("docs/operations.md"));
        assertThat(alerts()).allSatisfy(alert -> {
            String name = alert.at("alert").text();
            assertThat(guide).containsPattern("(?m)^### " + name + "$");
            assertThat(alert.at("annotations", "runbook").text())
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
        });
    }

    /** The operator's form of the same rules; a copy of the groups is all that it needs. */
    @Test
    void aClusterHasTheSameRules() {
        Manifests monitoring =
                Manifests.of(Manifests.read(Manifests.KUBERNETES.resolve("components/monitoring/rules.yaml")));
        assertThat(monitoring
                        .get("PrometheusRule", "halftone")
                        .at("spec", "groups")
                        .value())
                .as("copy the groups of deploy/observability/alerts.yaml")
                .isEqualTo(ALERTS.at("groups").value());
    }

    private static List<Node> alerts() {
        return ALERTS.at("groups").items().stream()
                .flatMap(group -> group.at("rules").items().stream())
                .toList();
    }

    private static Stream<Query> dashboard() {
        Object json = new Gson().fromJson(Manifests.read(DIRECTORY.resolve("dashboard.json")), Object.class);
        return new Node("dashboard.json", json)
                .at("panels").items().stream()
                        .filter(panel -> panel.has("targets"))
                        .flatMap(panel -> panel.at("targets").items().stream())
                        .map(target -> new Query(target.at("expr").text()));
    }
}
