package dev.halftone.supplychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Metadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativePartsTest {

    private static final String WORKER = "pkg:maven/dev.halftone/worker-service@0.1.0?type=jar";
    private static final String CARRIER = "pkg:npm/%40img/sharp-libvips-linux-x64@1.3.4";

    @TempDir
    private Path directory;

    private Path sbom = Path.of("");

    @BeforeEach
    void writeProgram() throws IOException {
        sbom = directory.resolve("sbom.json");
        Bom bom = new Bom();
        bom.setMetadata(new Metadata());
        Component worker = new Component();
        worker.setType(Component.Type.LIBRARY);
        worker.setName("worker-service");
        worker.setPurl(WORKER);
        bom.addComponent(worker);
        bom.addDependency(new Dependency(WORKER));
        Sbom.write(bom, sbom);
        Path carrier = Files.createDirectories(directory.resolve("node_modules/@img/sharp-libvips-linux-x64"));
        Files.writeString(carrier.resolve("package.json"), """
                {"name":"@img/sharp-libvips-linux-x64","version":"1.3.4","description":"libvips","license":"LGPL-3.0-or-later"}""");
        Files.writeString(carrier.resolve("versions.json"), """
                {"vips":"8.18.7","tiff":"4.7.2","brandnew":"1.0"}""");
        Files.writeString(carrier.resolve("README.md"), """
                | Library | Used under the terms of                |
                |---------|----------------------------------------|
                | libtiff | [libtiff License](https://a) (BSD-like) |
                | libvips | LGPLv3                                 |
                """);
        lock("sha512-" + "A".repeat(86) + "==");
    }

    @Test
    void theLibrariesAreNamedAsTheirPackageDoes() throws IOException {
        add();

        assertThat(part("pkg:generic/libvips@8.18.7"))
                .returns("cpe:2.3:a:libvips:libvips:8.18.7:*:*:*:*:*:*:*", Component::getCpe)
                .returns("LGPLv3", NativePartsTest::licence);
        assertThat(licence(part("pkg:generic/libtiff@4.7.2"))).isEqualTo("libtiff License (BSD-like)");
        assertThat(part("pkg:generic/brandnew@1.0").getLicenses()).isNull();
        assertThat(part(CARRIER).getHashes()).singleElement().returns("0".repeat(128), hash -> hash.getValue());
    }

    @Test
    void theWorkerBringsThePackageAndThePackageTheLibraries() throws IOException {
        add();

        assertThat(dependencies(WORKER)).containsExactly(CARRIER);
        assertThat(dependencies(CARRIER))
                .containsExactlyInAnyOrder(
                        "pkg:generic/libvips@8.18.7", "pkg:generic/libtiff@4.7.2", "pkg:generic/brandnew@1.0");
    }

    @Test
    void addedTwiceTheyAreThereOnceAndAtNoTime() throws IOException {
        add();
        String once = Files.readString(sbom);
        add();

        assertThat(sbom).hasContent(once);
        assertThat(once).doesNotContain("timestamp");
    }

    @Test
    void aPackageThatIsNotPinnedIsRefused() throws IOException {
        lock("");

        assertThatIllegalStateException().isThrownBy(this::add).withMessageContaining("no SHA-512");
    }

    @Test
    void whatIsNoSbomIsRefused() throws IOException {
        Files.writeString(sbom, "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"name\":1}]}");

        assertThatIOException().isThrownBy(this::add).withMessageContaining("not valid");
    }

    private void add() throws IOException {
        NativeParts.main(sbom.toString(), directory.toString());
    }

    private void lock(String integrity) throws IOException {
        Files.writeString(directory.resolve("package-lock.json"), """
                {"packages":{"node_modules/@img/sharp-libvips-linux-x64":{"integrity":"%s"}}}""".formatted(integrity));
    }

    private Component part(String purl) throws IOException {
        return Sbom.read(sbom).getComponents().stream()
                .filter(component -> component.getPurl().equals(purl))
                .findFirst()
                .orElseThrow();
    }

    private List<String> dependencies(String ref) throws IOException {
        return Sbom.read(sbom).getDependencies().stream()
                .filter(dependency -> dependency.getRef().equals(ref))
                .flatMap(dependency -> dependency.getDependencies().stream())
                .map(Dependency::getRef)
                .toList();
    }

    private static String licence(Component component) {
        return component.getLicenses().getLicenses().get(0).getName();
    }
}
