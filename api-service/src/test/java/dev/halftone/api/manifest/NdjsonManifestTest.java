package dev.halftone.api.manifest;

import static dev.halftone.api.manifest.Manifests.faultsByPointer;
import static dev.halftone.api.manifest.Manifests.rejections;
import static dev.halftone.api.manifest.Manifests.validRows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.manifest.ManifestLine.ImageBytes;
import dev.halftone.api.manifest.ManifestLine.ImageDropped;
import dev.halftone.api.manifest.ManifestLine.ValidRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonManifestTest {

    @Test
    void everyLineIsAnImageKnownByIt() {
        List<ManifestLine> lines = read("{\"name\":\"a\",\"url\":\"https://e.com/a\"}\r\n\n  {\"data\":\""
                + JsonManifestTest.base64(JsonManifestTest.gif(40)) + "\"}");
        assertThat(validRows(lines)).extracting(ValidRow::line).containsExactly(1, 3);
        assertThat(validRows(lines).getFirst())
                .isEqualTo(new ValidRow(1, 1, "1", "a", List.of("https://e.com/a"), List.of("a", "https://e.com/a")));
        assertThat(validRows(lines).getLast().cells()).containsExactly("", "image 3");
        assertThat(lines).filteredOn(ImageBytes.class::isInstance).isNotEmpty();
    }

    @Test
    void aLineThatCannotBeReadCostsOnlyItself() {
        List<ManifestLine> lines = read("""
                {"url":"https://e.com/a"
                {"url":"https://e.com/b"} {}
                {"url":"https://e.com/c
                ["https://e.com/d"]
                {"url":"ftp://e.com"}
                nonsense
                {"data":"%s
                {"url":"https://e.com/good"}
                """.formatted(JsonManifestTest.base64(JsonManifestTest.gif(120_000))));
        assertThat(rejections(lines)).extracting(Rejection::line).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(faultsByPointer(lines))
                .containsExactly(
                        "/url:malformed_json",
                        ":malformed_json",
                        "/url:malformed_json",
                        ":wrong_type",
                        "/url:invalid_url",
                        ":malformed_json",
                        "/data:malformed_json");
        assertThat(lines).filteredOn(ImageDropped.class::isInstance).hasSize(1);
        assertThat(validRows(lines)).extracting(ValidRow::line).containsExactly(8);
    }

    @Test
    void aListWithoutImagesIsEmpty() {
        assertThat(faultsByPointer(read("\n\n"))).containsExactly(":empty_manifest");
    }

    private static List<ManifestLine> read(String json) {
        return Manifests.read(json, ManifestFormat.NDJSON);
    }
}
