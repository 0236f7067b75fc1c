package dev.halftone.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    @TempDir
    Path directory;

    @Test
    void thePlaceholderIsFilledInAndEveryOtherByteStays() throws Exception {
        byte[] invalidUtf8 = {'x', (byte) 0xff, '\r', '\n', (byte) 0xc3, ',', '{', 'o', 'r', 'i', 'g', 'i', 'n', '}'};
        Path manifest = Files.write(directory.resolve("list.csv"), invalidUtf8);
        Path target = directory.resolve("filled.csv");

        assertThat(Manifest.needsOrigin(manifest)).isTrue();
        Manifest.fillIn(manifest, "http://127.0.0.1:1", target);

        assertThat(Files.readString(target, StandardCharsets.ISO_8859_1))
                .isEqualTo("x\u00ff\r\n\u00c3,http://127.0.0.1:1");
    }

    @Test
    void aManifestWithoutThePlaceholderNeedsNoOrigin() throws Exception {
        assertThat(Manifest.needsOrigin(Files.writeString(directory.resolve("list.csv"), "origin\n")))
                .isFalse();
    }

    @Test
    void itsNameIsTheFilesWithoutTheEnding() {
        assertThat(Manifest.name(Path.of("a/products.v2.csv"))).isEqualTo("products.v2");
        assertThat(Manifest.name(Path.of(".csv"))).isEqualTo(".csv");
    }
}
