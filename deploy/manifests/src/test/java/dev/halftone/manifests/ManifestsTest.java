package dev.halftone.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.egress.EgressPolicy;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    private static final String BASE = Manifests.text(Manifests.KUBERNETES.resolve("base"));
    private static final EgressPolicy PUBLIC = new EgressPolicy(List.of(), List.of(), List.of("80", "443"));

    @Test
    void theBaseIsWhatKubernetesTakesAndTheServicesAre() {
        assertThat(complaints(Manifests.of(BASE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void anOverlayIsWhatKubernetesTakesAndTheServicesAre(String overlay) {
        Manifests rendered = Rendered.overlay(overlay);
        assertThat(complaints(rendered)).isEmpty();
        assertThat(Service.of("worker", rendered).environment())
                .containsKeys("SPRING_R2DBC_URL", "SPRING_KAFKA_BOOTSTRAP_SERVERS", "HALFTONE_S3_BUCKET");
    }

    @ParameterizedTest(name = "{0} > {1}")
    @CsvSource(delimiter = '|', textBlock = """
            terminationGracePeriodSeconds: 60 | terminationGracePeriodSecond: 60  | terminationGracePeriodSecond
            containerPort: 8081               | containerPort: 8080               | containerPort is 8080 and has to be 8081
            livenessProbe:                    | otherProbe:                       | not defined
            terminationGracePeriodSeconds: 60 | terminationGracePeriodSeconds: 30 | a stop may take
            terminationGracePeriodSeconds: 50 | terminationGracePeriodSeconds: 25 | a stop may take
            path: /actuator/health/readiness  | path: /actuator/health/ready      | /actuator/health/ready
            failureThreshold: 330             | failureThreshold: 100             | ends the wait for PostgreSQL
            maxReplicaCount: 24               | maxReplicaCount: 48               | has to be 24
            topic: halftone.rows              | topic: halftone.row               | has to be halftone.rows
            consumerGroup: halftone-workers   | consumerGroup: halftone           | has to be halftone-workers
            lagThreshold: "128"               | lagThreshold: "64"                | in any case
            pollingInterval: 5                | pollInterval: 5                   | pollInterval
            HALFTONE_ACCESS_ADMIN_KEY         | HALFTONE_ACCESS_ADMINKEYS         | HALFTONE_ACCESS_ADMINKEYS is no setting
            readOnlyRootFilesystem: true      | readOnlyRootFilesystem: false     | readOnlyRootFilesystem
            enableServiceLinks: false         | enableServiceLinks: true          | enableServiceLinks
            runAsNonRoot: true                | runAsNonRoot: false               | runAsNonRoot
            value: 800MB                      | value: 1GB                        | memory is 3072 MB, and it may take 3348
            'seconds: 5'                      | 'seconds: 0'                      | stopped while requests come
            apiVersion: policy/v1             | apiVersion: policy/v1beta1        | nobody knows
            """)
    void aFaultIsFound(String right, String wrong, String complaint) {
        assertThat(BASE).contains(right);
        assertThat(complaints(Manifests.of(BASE.replaceFirst(right, wrong))))
                .as("%s instead of %s", wrong, right)
                .anySatisfy(found -> assertThat(found).contains(complaint));
    }

    @Test
    void aMissingProbeIsFound() {
        String without = BASE.replaceAll("(?s)          livenessProbe:.*?          (#|readinessProbe)", "          $1");
        assertThat(complaints(Manifests.of(without)))
                .anySatisfy(found -> assertThat(found).contains("livenessProbe is missing"));
    }

    /** The heap that a container leaves is the one that everything is tested with. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "worker"})
    void theHeapIsThatOfTheLauncher(String name) {
        Matcher launched = Pattern.compile(name + "-service (\\d+)m \"")
                .matcher(Manifests.read(Manifests.ROOT.resolve("halftone")));
        assertThat(launched.find()).isTrue();
        Node limit = Service.of(name, Manifests.of(BASE)).container().at("resources", "limits", "memory");
        assertThat(Memory.heap(name, Memory.limit(limit)).toMegabytes())
                .isCloseTo(Long.parseLong(launched.group(1)), Percentage.withPercentage(5));
    }

    /** One address of each network of 16 bits, and what is closed inside others. */
    @Test
    void theNetworkIsClosedToWorkersWhereTheyDenyThemselves() {
        List<Node> blocks = Manifests.of(BASE).get("NetworkPolicy", "worker").at("spec", "egress").items().stream()
                .flatMap(rule -> rule.at("to").items().stream())
                .map(peer -> peer.at("ipBlock"))
                .toList();
        Stream<String> networks =
                IntStream.range(0, 1 << 16).mapToObj(high -> (high >> 8) + "." + (high & 255) + ".77.1");
        Stream<String> inside = Stream.of(
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.51.100.1",
                "203.0.113.7",
                "168.63.129.16",
                "168.63.129.17",
                "2001:db8::1",
                "2001:4860::8888",
                "2002:a00:1::",
                "3fff::1",
                "fd00::1",
                "fe80::1",
                "::1",
                "64:ff9b::a00:1");
        assertThat(Stream.concat(networks, inside))
                .allSatisfy(text -> assertThat(blocks.stream().anyMatch(block -> opens(block, text)))
                        .as(text)
                        .isEqualTo(PUBLIC.allows(InetAddress.ofLiteral(text))));
    }

    private static boolean opens(Node block, String address) {
        return Cidr.of(block.at("cidr").text()).contains(address)
                && block.at("except").items().stream()
                        .noneMatch(except -> Cidr.of(except.text()).contains(address));
    }

    private static List<String> complaints(Manifests manifests) {
        return Stream.of(
                        Shapes.complaints(manifests),
                        Agreement.complaints(manifests),
                        Confinement.complaints(manifests))
                .flatMap(List::stream)
                .toList();
    }
}
