package dev.halftone.api.manifest;

import static dev.halftone.api.manifest.Manifests.chunks;
import static dev.halftone.api.manifest.Manifests.faults;
import static dev.halftone.api.manifest.Manifests.rejections;
import static dev.halftone.api.manifest.Manifests.validRows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.manifest.ManifestLine.ValidRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextManifestTest {

    @Test
    void everyUrlIsARowKnownByItsLine() {
        List<ManifestLine> lines =
                read("# ours\nhttps://e.com/a.jpg\n\n  https://e.com/b.jpg,c  \r\n\t# more\rhttps://e.com/c");
        assertThat(lines.getFirst()).isEqualTo(new ManifestLine.Header(List.of("Input Image Urls")));
        assertThat(validRows(lines))
                .containsExactly(
                        row(1, 2, "https://e.com/a.jpg"),
                        row(2, 4, "https://e.com/b.jpg,c"),
                        row(3, 6, "https://e.com/c"));
        assertThat(rejections(lines)).isEmpty();
    }

    @Test
    void everyFaultIsToldByItsLineAndTheOthersAreRead() {
        List<ManifestLine> lines = read("https://e.com/a\nftp://e.com/b\nhttps://e.com/" + "c".repeat(32_767)
                + "\nhttps://e.com/d\nhttps://e.com/\0");
        assertThat(faults(lines)).containsExactly("2:null:invalid_url", "3:null:cell_too_long", "5:null:nul_byte");
        assertThat(validRows(lines)).extracting(ValidRow::number).containsExactly(1, 2);
    }

    @Test
    void theEncodingIsThatOfTheByteOrderMarkAndElseUtf8() {
        String urls = "\ufeffhttps://e.com/a\r\nhttps://e.com/b";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(validRows(
                            Manifests.read(chunks(urls.getBytes(charset), 3), ManifestFormat.TEXT, Manifests.SETTINGS)))
                    .hasSize(2);
        }
        assertThat(faults(Manifests.read(
                        chunks(new byte[] {'h', (byte) 0xff, '\n'}, 1), ManifestFormat.TEXT, Manifests.SETTINGS)))
                .containsExactly("1:null:invalid_utf8");
    }

    @Test
    void aListWithoutUrlsIsEmpty() {
        assertThat(faults(read(""))).containsExactly("1:null:empty_manifest");
        assertThat(faults(read("# nothing\n\n"))).containsExactly("2:null:empty_manifest");
    }

    @Test
    void aCsvIsRecognised() {
        List<ManifestLine> lines = read("S. No.,Product Name,Input Image Urls\n1,a,https://e.com/a\n");
        assertThat(rejections(lines))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("'.csv'"));
    }

    private static ValidRow row(int number, int line, String url) {
        return new ValidRow(number, line, Integer.toString(line), "", List.of(url), List.of(url));
    }

    private static List<ManifestLine> read(String text) {
        return Manifests.read(text, ManifestFormat.TEXT);
    }
}
