package dev.halftone.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(Manifest.needsOrigin(Files.writeString(directory.resolve("list.csv.gz"), "{origin}")))
                .isFalse();
    }

    @Test
    void thePlaceholderIsFoundWhereverItStands() throws Exception {
        for (int before = 64 * 1024 - 10; before <= 64 * 1024 + 1; before++) {
            assertThat(Manifest.needsOrigin(
                            Files.writeString(directory.resolve("long.json"), " ".repeat(before) + "{origin}")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "products.csv, text/csv, false",
        "products, text/csv, false",
        "urls.TXT, text/plain, false",
        "images.json.gz, application/json, true",
        "images.jsonl, application/x-ndjson, false",
        "images.ndjson.gz, application/x-ndjson, true",
    })
    void itsNameSaysWhatItIsWrittenIn(Path manifest, String type, boolean packed) {
        assertThat(Manifest.mediaType(manifest)).isEqualTo(type);
        assertThat(Manifest.isPacked(manifest)).isEqualTo(packed);
    }

    @Test
    void itsNameIsTheFilesWithoutTheEnding() {
        assertThat(Manifest.name(Path.of("a/products.v2.csv"))).isEqualTo("products.v2");
        assertThat(Manifest.name(Path.of("urls.txt.gz"))).isEqualTo("urls");
        assertThat(Manifest.name(Path.of(".csv"))).isEqualTo(".csv");
    }
}
