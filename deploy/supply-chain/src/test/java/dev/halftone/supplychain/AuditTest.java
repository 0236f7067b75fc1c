package dev.halftone.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class AuditTest {

    private static final String NETTY = "{\"package\":{\"purl\":\"pkg:maven/io.netty/netty-handler@4.2.1\"}}";
    private static final String ADVISORY = """
            {"id":"GHSA-1","aliases":["CVE-2026-1"],"summary":"Reads too far",
             "affected":[{"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"4.2.9"}]}]}]}""";

    @TempDir
    private Path directory;

    @AutoClose
    private final StandInList list;

    private Path sbom = Path.of("");

    AuditTest() throws IOException {
        list = new StandInList();
    }

    @BeforeEach
    void writeSbom() throws IOException {
        sbom = directory.resolve("sbom.json");
        Bom bom = new Bom();
        bom.addComponent(
                component("dev.halftone", "worker-service", "0.1.0", "pkg:maven/dev.halftone/worker-service@0.1.0"));
        bom.addComponent(
                component("io.netty", "netty-handler", "4.2.1", "pkg:maven/io.netty/netty-handler@4.2.1?type=jar"));
        bom.addComponent(bundled("vips").in("8.18.7"));
        bom.addComponent(bundled("mozjpeg").in("0826579"));
        Sbom.write(bom, sbom);
    }

    @Test
    void everyPartIsAskedForAsItIsKnownThere() {
        Outcome outcome = audit();

        assertThat(outcome.status()).as(outcome.text()).isZero();
        assertThat(list.asked())
                .containsExactlyInAnyOrder(
                        JsonMapper.shared().readTree(NETTY),
                        JsonMapper.shared().readTree("""
                                {"package":{"ecosystem":"GIT","name":"https://github.com/libvips/libvips"},"version":"8.18.7"}"""),
                        JsonMapper.shared().readTree("""
                                {"package":{"ecosystem":"OSS-Fuzz","name":"libvips"},"version":"8.18.7"}"""));
        assertThat(outcome.text()).contains("2 parts looked up", "Not looked up", "mozjpeg 0826579");
    }

    @Test
    void aKnownVulnerabilityFailsAndIsNamedWithItsMend() {
        list.knows(NETTY, "GHSA-1", ADVISORY);

        Outcome outcome = audit();

        assertThat(outcome.status()).isEqualTo(Audit.VULNERABLE);
        assertThat(outcome.text())
                .contains("GHSA-1 (CVE-2026-1)", "io.netty:netty-handler 4.2.1", "fixed in 4.2.9", "Reads too far");
    }

    @Test
    void allPagesOfAnAnswerAreRead() {
        list.knows(NETTY, "GHSA-1", ADVISORY);
        list.knows(NETTY, "GHSA-2", "{\"id\":\"GHSA-2\"}");
        list.knows(NETTY, "GHSA-3", "");

        assertThat(audit().text()).contains("GHSA-1", "GHSA-2", "GHSA-3  ", "(not described)");
    }

    @Test
    void whatIsWithdrawnIsNoVulnerability() {
        list.knows(NETTY, "GHSA-1", "{\"id\":\"GHSA-1\",\"withdrawn\":\"2026-01-01T00:00:00Z\"}");

        assertThat(audit().status()).isZero();
    }

    @Test
    void aWaiverHoldsForItsPartUntilItsDay() throws IOException {
        list.knows(NETTY, "GHSA-1", ADVISORY);

        assertThat(audit(waiver("CVE-2026-1", "pkg:maven/io.netty/netty-handler", 1))
                        .status())
                .isZero();
        assertThat(audit(waiver("CVE-2026-1", "pkg:maven/io.netty/netty-codec", 1)))
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(Audit.VULNERABLE))
                .satisfies(outcome -> assertThat(outcome.text()).contains("needed no more"));
        assertThat(audit(waiver("CVE-2026-1", "pkg:maven/io.netty/netty-handler", -1)))
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(Audit.VULNERABLE))
                .satisfies(outcome -> assertThat(outcome.text()).contains("look again"));
    }

    @Test
    void aWaiverWithoutAReasonIsNone() throws IOException {
        Path waivers = Files.writeString(directory.resolve("waivers.json"), """
                [{"id":"GHSA-1","part":"pkg:maven/io.netty/netty-handler","reviewed":"2026-01-01","until":"2026-02-01"}]""");

        assertThat(audit("--waivers", waivers.toString()).status()).isEqualTo(Audit.UNABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | busy | status 503",
                "200 | <html>Welcome to the hotel</html> | does not answer with JSON",
                "200 | {\"results\":[]} | does not answer as OSV does",
                "200 | {\"hello\":1} | does not answer as OSV does"
            })
    void whatIsNoAnswerIsSaidAndFailsOnlyIfOneIsRequired(int status, String body, String reason) {
        list.answersEverythingWith(status, body);

        assertNothingWasChecked(reason);
    }

    @Test
    void aListOutOfReachIsSaid() {
        list.close();

        assertNothingWasChecked("cannot be reached");
    }

    @Test
    void aListThatSaysNothingIsLeft() {
        list.staysSilent();

        assertNothingWasChecked("does not answer within 1 s");
    }

    private void assertNothingWasChecked(String reason) {
        Outcome lenient = audit("--timeout=1");
        assertThat(lenient.text()).contains("NOTHING WAS CHECKED", reason);
        assertThat(lenient.status()).isZero();
        assertThat(audit("--timeout=1", "--require").status()).isEqualTo(Audit.UNCHECKED);
    }

    private String[] waiver(String id, String part, int days) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String json = JsonMapper.shared()
                .writeValueAsString(List.of(Map.of(
                        "id",
                        id,
                        "part",
                        part,
                        "reviewed",
                        today.minusDays(9).toString(),
                        "until",
                        today.plusDays(days).toString(),
                        "reason",
                        "nothing of it is called")));
        return new String[] {
            "--waivers",
            Files.writeString(directory.resolve("waivers.json"), json).toString()
        };
    }

    private Outcome audit(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--list", list.address(), sbom.toString()));
        StringWriter text = new StringWriter();
        int status = new CommandLine(new Audit())
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text))
                .execute(arguments.toArray(String[]::new));
        return new Outcome(status, text.toString());
    }

    private static NativeLibrary bundled(String key) throws IOException {
        return Objects.requireNonNull(NativeLibrary.known().get(key));
    }

    private static Component component(String group, String name, String version, String purl) {
        Component component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setGroup(group);
        component.setName(name);
        component.setVersion(version);
        component.setPurl(purl);
        component.setBomRef(purl);
        return component;
    }

    private record Outcome(int status, String text) {}
}
