package dev.halftone.worker.process.vips;

import static dev.halftone.worker.process.vips.NativeFunctions.call;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.worker.process.pool.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the packaged worker says that it is made of. */
@DisabledIfSystemProperty(named = "maven.offline", matches = "true", disabledReason = "offline no SBOM is made")
class SbomIT {

    @TempDir
    private Path directory;

    @Test
    void namesTheLibvipsThatIsLoaded() throws IOException {
        NativeFunctions library =
                NativeFunctions.of(NativeLibrary.ofThisPlatform().extractedUnder(directory));
        List<String> version = IntStream.range(0, 3)
                .mapToObj(part -> call(library.function("vips_version", JAVA_INT, JAVA_INT), part)
                        .toString())
                .toList();

        assertThat(purls()).contains("pkg:generic/libvips@" + String.join(".", version));
    }

    @Test
    void namesWhatLibvipsIsBuiltOfAndWhatMavenBrings() throws IOException {
        assertThat(purls())
                .anyMatch(purl -> purl.startsWith("pkg:generic/libheif@"))
                .anyMatch(purl -> purl.startsWith("pkg:generic/glib@"))
                .anyMatch(purl -> purl.startsWith("pkg:npm/%40img/sharp-libvips-linux-x64@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/io.netty/netty-handler@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/io.projectreactor/reactor-core@"))
                .noneMatch(purl -> purl.contains("junit"));
    }

    private static List<String> purls() throws IOException {
        try (ZipFile program = new ZipFile(System.getProperty("program"));
                InputStream sbom = program.getInputStream(program.getEntry("META-INF/sbom/application.cdx.json"))) {
            JsonNode components = JsonMapper.shared().readTree(sbom).get("components");
            return StreamSupport.stream(components.spliterator(), false)
                    .map(component -> component.get("purl").asString())
                    .toList();
        }
    }
}
