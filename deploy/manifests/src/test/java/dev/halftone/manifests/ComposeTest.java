package dev.halftone.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;

/** The containers of one machine, held against the services. */
class ComposeTest {

    private static final Node COMPOSE = new Node(
            "docker-compose.yml", new Yaml().load(Manifests.read(Manifests.ROOT.resolve("docker-compose.yml"))));
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)(:[?-](.*))?}");

    @Test
    void theServicesAreGivenSettingsThatTheyHave() {
        Map<String, String> environment = environment("api");
        Settings api = Settings.of("api", environment);
        environment.putAll(environment("worker"));
        assertThat(Settings.unknown(environment, api, Settings.of("worker", environment)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "worker"})
    void aServiceIsGivenTheTimeThatItsStopTakes(String name) {
        int phase = Integer.parseInt(Settings.of(name, environment(name))
                .file()
                .at("spring", "lifecycle", "timeout-per-shutdown-phase")
                .text()
                .replace("s", ""));
        assertThat(Integer.parseInt(
                        COMPOSE.at("services", name, "stop_grace_period").text().replace("s", "")))
                .isGreaterThanOrEqualTo(phase + 15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "worker"})
    void aServiceFitsIntoItsMemory(String name) {
        DataSize limit = Memory.limit(COMPOSE.at("services", name, "deploy", "resources", "limits", "memory"));
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(Memory.needed(name, Settings.of(name, environment(name)), cores, limit))
                .isLessThanOrEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "worker"})
    void anImageListensWhereItsServiceDoesAndIsStoppedAsItself(String name) {
        String image = Manifests.read(Manifests.ROOT.resolve("deploy/docker/" + name + ".Dockerfile"));
        String port = Settings.of(name, Map.of()).file().at("server", "port").text();
        assertThat(image)
                .contains(
                        "EXPOSE " + port + "\n", "CMD [\"/halftone/healthy\", \"" + port + "\"]", "USER 10001:10001\n")
                .containsPattern("ENTRYPOINT \\[\"java\",");
        assertThat(COMPOSE.at("services", name, "read_only").text()).isEqualTo("true");
    }

    @Test
    void thereIsNoSecretInTheFile() {
        COMPOSE.at("services").keys().stream()
                .map(service -> COMPOSE.at("services", service))
                .filter(service -> service.has("environment"))
                .flatMap(service -> service.at("environment").keys().stream()
                        .filter(key -> key.matches(".*(PASSWORD|SECRET|CREDENTIAL|ADMIN_KEY).*"))
                        .map(key -> service.at("environment", key).text()))
                .forEach(value -> assertThat(value).matches("\\$\\{\\w+:\\?.*}"));
    }

    @Test
    void everySecretIsMade() {
        String made = Manifests.read(Manifests.ROOT.resolve("deploy/docker/secrets"));
        Matcher required = Pattern.compile("\\$\\{(\\w+):\\?")
                .matcher(Manifests.read(Manifests.ROOT.resolve("docker-compose.yml")));
        List<String> names =
                required.results().map(result -> result.group(1)).distinct().toList();
        assertThat(names).hasSize(4).allSatisfy(name -> assertThat(made).contains(name));
    }

    /** They are handed out as networks are made, sooner or later this one, be it to the other networks of this file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "172.17.0.0/16",
                "172.18.0.0/15",
                "172.20.0.0/14",
                "172.24.0.0/14",
                "172.28.0.0/14",
                "192.168.0.0/16"
            })
    void theFixedNetworkIsNoneOfDockersOwn(String pool) {
        Node fixed = COMPOSE.at("networks", "world", "ipam", "config").items().getFirst();
        String subnet = fixed.at("subnet").text();
        String samples = COMPOSE.at("services", "samples", "networks", "world", "ipv4_address")
                .text();
        assertThat(Cidr.of(subnet).contains(samples)).isTrue();
        assertThat(Cidr.of(fixed.at("ip_range").text()).contains(samples)).isFalse();
        assertThat(Cidr.of(pool).contains(subnet.replaceFirst("/.*", ""))).isFalse();
    }

    private static Map<String, String> environment(String service) {
        Node environment = COMPOSE.at("services", service, "environment");
        Map<String, String> variables = new HashMap<>();
        environment
                .keys()
                .forEach(key -> variables.put(key, resolved(environment.at(key).text())));
        return variables;
    }

    /** What is required is long enough to be a key; what has a default is that. */
    private static String resolved(String value) {
        return REFERENCE
                .matcher(value)
                .replaceAll(reference -> value.contains(":-")
                        ? Matcher.quoteReplacement(reference.group(3))
                        : "0123456789abcdef0123456789abcdef");
    }
}
