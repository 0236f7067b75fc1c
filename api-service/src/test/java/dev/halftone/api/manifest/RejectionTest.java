package dev.halftone.api.manifest;

import static dev.halftone.api.manifest.Manifests.HEADER;
import static dev.halftone.api.manifest.Manifests.faults;
import static dev.halftone.api.manifest.Manifests.read;
import static dev.halftone.api.manifest.Manifests.rejections;
import static dev.halftone.api.manifest.Manifests.validRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class RejectionTest {

    private static final ManifestSettings SMALL = new ManifestSettings(DataSize.ofMegabytes(1), 3, 2, 40, 4);

    @Test
    void namesTenFaultsOfOneManifestWithLineAndColumn() {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        csv.writeBytes(utf8(HEADER));
        csv.writeBytes(utf8("1,Good,https://e.com/a.png\n"));
        csv.writeBytes(utf8(",No number,https://e.com/a.png\n"));
        csv.writeBytes(utf8("3,,https://e.com/a.png\n"));
        csv.writeBytes(utf8("4,No URL,\n"));
        csv.writeBytes(utf8("5,Scheme,ftp://e.com/a.png\n"));
        csv.writeBytes(utf8("6,\"Second\nis wrong\",\"https://e.com/a.png, not a url\"\n"));
        csv.writeBytes(utf8("7,Unquoted,https://e.com/a.png, https://e.com/b.png\n"));
        csv.writeBytes(new byte[] {'8', ',', 'B', (byte) 0xe9, 'r', 'e', 't'});
        csv.writeBytes(utf8(",https://e.com/a.png\n"));
        csv.writeBytes(utf8("9,Nul\0,https://e.com/a.png\n"));
        csv.writeBytes(utf8("10," + "x".repeat(40_000) + ",https://e.com/a.png\n"));
        csv.writeBytes(utf8("11,\"Open,https://e.com/a.png\n12,Lost,https://e.com/a.png\n"));
        List<ManifestLine> lines = read(Manifests.chunks(csv.toByteArray(), 1000), Manifests.SETTINGS);
        assertThat(faults(lines))
                .containsExactly(
                        "3:S. No.:missing_value",
                        "4:Product Name:missing_value",
                        "5:Input Image Urls:missing_value",
                        "6:Input Image Urls:invalid_url",
                        "8:Input Image Urls:invalid_url",
                        "9:null:wrong_cell_count",
                        "10:Product Name:invalid_utf8",
                        "11:Product Name:nul_byte",
                        "12:Product Name:cell_too_long",
                        "13:Product Name:unclosed_quote");
        assertThat(validRows(lines)).hasSize(1);
        assertThat(rejections(lines))
                .allSatisfy(fault ->
                        assertThat(fault.message()).as("says how to mend it").hasSizeBetween(20, 300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\ufeff", " \r\n "})
    void anEmptyManifestIsItsOwnFault(String csv) {
        assertThat(faults(csv)).containsExactly("1:null:empty_manifest");
    }

    @Test
    void aHeaderWithoutRowsIsAnEmptyManifest() {
        assertThat(faults(HEADER + "\n,,\n")).containsExactly("1:null:empty_manifest");
    }

    @Test
    void namesEachMissingColumnAndTheOnesThatAreThere() {
        List<ManifestLine> lines = read("\nSKU,Product Name\n1,Mug\n");
        assertThat(faults(lines)).containsExactly("2:S. No.:missing_column", "2:Input Image Urls:missing_column");
        assertThat(rejections(lines).getFirst().message()).contains("'SKU', 'Product Name'");
    }

    @Test
    void namesTheSecondColumnOfTheSameField() {
        assertThat(faults("S. No.,Serial Number,Product Name,Image Url\n1,1,Mug,https://e.com/a\n"))
                .containsExactly("1:Serial Number:duplicate_column");
    }

    @Test
    void rejectsAHeaderThatIsNotUtf8AndHasNoMarkOfUtf16() {
        byte[] utf16 = HEADER.getBytes(StandardCharsets.UTF_16LE);
        assertThat(faults(read(Manifests.chunks(utf16, 64), Manifests.SETTINGS)))
                .isNotEmpty()
                .allMatch(fault -> fault.endsWith(":invalid_utf8") || fault.endsWith(":nul_byte"));
    }

    @Test
    void rejectsTextAfterAClosingQuote() {
        assertThat(faults(HEADER + "1,\"6\" pot\",https://e.com/a\n2,B,https://e.com/b\n"))
                .containsExactly("2:Product Name:stray_quote");
    }

    @Test
    void tellsALostQuoteFromTheEndOfTheManifestByTheLengthOfTheCell() {
        assertThat(faults(HEADER + "1,\"Open,https://e.com/a\n" + "2,B,https://e.com/b\n".repeat(20_000)))
                .containsExactly("2:Product Name:cell_too_long");
    }

    @Test
    void readsOnAfterACellThatIsSomewhatTooLong() {
        List<ManifestLine> lines =
                read(HEADER + "1,A,https://e.com/" + "x".repeat(60) + "\n2,B,https://e.com/b\n", SMALL);
        assertThat(faults(lines)).containsExactly("2:Input Image Urls:cell_too_long");
        assertThat(validRows(lines)).hasSize(1);
    }

    @Test
    void rejectsMoreRowsThanAreAccepted() {
        assertThat(faults(read(HEADER + "1,A,https://e.com/a\n".repeat(4), SMALL)))
                .containsExactly("5:null:too_many_rows");
    }

    @Test
    void rejectsMoreColumnsThanAreAccepted() {
        assertThat(faults(read("S. No.,Product Name,Input Image Urls,a,b\n1,A,https://e.com/a,,\n", SMALL)))
                .containsExactly("1:null:too_many_columns");
    }

    @Test
    void rejectsMoreUrlsThanAreAccepted() {
        assertThat(faults(read(HEADER + "1,A,\"http://e.co,http://e.co,http://e.co\"\n", SMALL)))
                .containsExactly("2:Input Image Urls:too_many_urls");
    }

    @Test
    void namesEveryFaultOfOneRow() {
        assertThat(faults(HEADER + ",,\"ftp://a,,https://e.com/a\"\n"))
                .containsExactly(
                        "2:S. No.:missing_value",
                        "2:Product Name:missing_value",
                        "2:Input Image Urls:invalid_url",
                        "2:Input Image Urls:invalid_url");
    }

    @Test
    void quotesALongUrlShortlyAndWithoutBreakingACharacter() {
        Rejection fault = rejections(read(HEADER + "1,A,x" + "\ud83c\udf77".repeat(200) + "\n"))
                .getFirst();
        assertThat(fault.message()).hasSizeLessThan(300);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(fault.message()))
                .isTrue();
    }

    @Test
    void rejectsARealShopExportForTheColumnsThatItLacks() throws Exception {
        try (var export = getClass().getResourceAsStream("/manifests/shopify-home-and-garden.csv")) {
            assertThat(export).isNotNull();
            List<ManifestLine> lines = read(Manifests.chunks(export.readAllBytes(), 512), Manifests.SETTINGS);
            assertThat(faults(lines)).containsExactly("1:S. No.:missing_column", "1:Product Name:missing_column");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
