package dev.halftone.api.manifest;

import static dev.halftone.api.manifest.Manifests.chunks;
import static dev.halftone.api.manifest.Manifests.faultsByPointer;
import static dev.halftone.api.manifest.Manifests.rejections;
import static dev.halftone.api.manifest.Manifests.validRows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.manifest.ManifestLine.ImageBytes;
import dev.halftone.api.manifest.ManifestLine.ImageDropped;
import dev.halftone.api.manifest.ManifestLine.Setting;
import dev.halftone.api.manifest.ManifestLine.ValidRow;
import dev.halftone.upload.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonManifestTest {

    private static final byte[] GIF = gif(150_000);
    private static final String GIF_TEXT = base64(GIF);

    @Test
    void imagesAreRowsWithANameAndASource() {
        List<ManifestLine> lines = read("""
                {"images": [
                  {"name": "Lamp", "url": "https://e.com/a.jpg"},
                  {"url": "https://e.com/b.jpg", "name": null}
                ]}""");
        assertThat(lines.getFirst()).isEqualTo(new ManifestLine.Header(List.of("Name", "Input Image Urls")));
        assertThat(validRows(lines))
                .containsExactly(
                        new ValidRow(
                                1,
                                2,
                                "1",
                                "Lamp",
                                List.of("https://e.com/a.jpg"),
                                List.of("Lamp", "https://e.com/a.jpg")),
                        new ValidRow(
                                2, 3, "2", "", List.of("https://e.com/b.jpg"), List.of("", "https://e.com/b.jpg")));
    }

    @Test
    void dataIsDecodedPieceByPieceHoweverItArrives() {
        String json = "{\"images\":[{\"data\":\"" + GIF_TEXT + "\",\"name\":\"dot.gif\"}]}";
        for (int size : List.of(1000, 8192, 70_001)) {
            List<ManifestLine> lines = Manifests.read(
                    chunks(json.getBytes(StandardCharsets.UTF_8), size), ManifestFormat.JSON, Manifests.SETTINGS);
            assertThat(bytes(lines)).isEqualTo(GIF);
            assertThat(lines).filteredOn(ImageBytes.class::isInstance).hasSizeGreaterThan(2);
            ValidRow row = validRows(lines).getFirst();
            assertThat(Upload.of(row.sources().getFirst()).orElseThrow().name()).isEqualTo("dot.gif");
            assertThat(row.cells()).containsExactly("dot.gif", "dot.gif");
        }
    }

    @Test
    void dataMayBeADataUrlOrEscapedOrForUrlsOrWithoutPadding() {
        byte[] small = gif(50);
        String text = base64(small);
        for (String data : List.of(
                text,
                "data:image/gif;base64," + text,
                "DATA:image/gif;x=y;Base64," + text,
                text.replace("/", "\\/").replace("+", "\\u002b"),
                text.substring(0, 20) + "\\r\\n" + text.substring(20),
                Base64.getUrlEncoder().encodeToString(small),
                text.replace("=", ""))) {
            assertThat(bytes(read("{\"images\":[{\"data\":\"" + data + "\"}]}")))
                    .as(data)
                    .isEqualTo(small);
        }
        assertThat(bytes(read("{\"images\":[{\"url\":\"data:image/gif;base64," + text + "\"}]}")))
                .isEqualTo(small);
    }

    @Test
    void whatIsWrongWithAnImageIsToldByItsPointerAndTheOthersAreRead() {
        List<ManifestLine> lines = read("""
                {"images": [
                  {"data": "R0lGODlh!"}, {"data": "R0lGODlhA"}, {"data": "aGVsbG8="}, {"data": ""}, {"data": "data:image/gif,GIF89a"},
                  {"url": "ftp://e.com"}, {"name": "neither"}, {"url": "https://e.com", "data": "R0lGODlh"},
                  {"url": 7}, "https://e.com", {"url": "https://e.com", "a/b": {"deep": [1]}}, {"name": "a\\u0000", "url": "https://e.com"},
                  [[]], null, {"data": "%s"}, {"name": "good", "url": "https://e.com/good"}
                ]}""".formatted(base64(gif(250_000))));
        assertThat(faultsByPointer(lines))
                .containsExactly(
                        "/images/0/data:invalid_base64",
                        "/images/1/data:invalid_base64",
                        "/images/2/data:unsupported_format",
                        "/images/3/data:missing_value",
                        "/images/4/data:invalid_base64",
                        "/images/5/url:invalid_url",
                        "/images/6:missing_value",
                        "/images/7/data:ambiguous_source",
                        "/images/8/url:wrong_type",
                        "/images/9:wrong_type",
                        "/images/10/a~1b:unknown_field",
                        "/images/11/name:nul_byte",
                        "/images/12:wrong_type",
                        "/images/13:wrong_type",
                        "/images/14/data:image_too_large");
        assertThat(validRows(lines)).extracting(ValidRow::productName).containsExactly("good");
        assertThat(lines).filteredOn(ImageDropped.class::isInstance).hasSize(1);
    }

    @Test
    void whatIsToBeDoneMayComeBeforeAndAfterTheImages() {
        List<ManifestLine> lines = read("""
                {"mode": "lenient", "images": [{"url": "https://e.com/a"}], "webhookUrl": null,
                 "filters": [{"name": "GaussianBlur", "params": {"radius": 5.50}}, {"name": "CONTOUR", "params": null}]}""");
        assertThat(lines)
                .contains(
                        new Setting("mode", "lenient"),
                        new Setting(
                                "filters",
                                "[{\"name\":\"GaussianBlur\",\"params\":{\"radius\":5.50}},{\"name\":\"CONTOUR\",\"params\":null}]"));
        assertThat(rejections(lines)).isEmpty();
    }

    @Test
    void aDocumentThatCannotBeUsedSaysWhereAndWhy() {
        assertThat(faultsByPointer(read(""))).containsExactly(":empty_manifest");
        assertThat(faultsByPointer(read("\ufeff"))).containsExactly(":empty_manifest");
        assertThat(faultsByPointer(
                        Manifests.read(chunks(new byte[] {(byte) 0xef}, 1), ManifestFormat.JSON, Manifests.SETTINGS)))
                .containsExactly(":malformed_json");
        assertThat(faultsByPointer(read("[]"))).containsExactly(":wrong_type");
        assertThat(faultsByPointer(read("{}"))).containsExactly("/images:missing_value");
        assertThat(faultsByPointer(read("{\"images\":[]}"))).containsExactly("/images:empty_manifest");
        assertThat(faultsByPointer(read("{\"images\":{}}"))).containsExactly("/images:wrong_type");
        assertThat(faultsByPointer(read("{\"image\":[]}"))).containsExactly("/image:unknown_field");
        assertThat(faultsByPointer(read("{\"mode\":1}"))).containsExactly("/mode:wrong_type");
        assertThat(faultsByPointer(read("{\"images\":[{\"url\":\"https://e.com\",}]}")))
                .containsExactly("/images/0/url:malformed_json");
        assertThat(faultsByPointer(read("{\"images\":[{\"url\":\"https://e.com\"}]} x")))
                .containsExactly(":malformed_json");
        assertThat(faultsByPointer(read("{\"images\":[{\"data\":\"R0lGODlh")))
                .containsExactly("/images/0/data:malformed_json");
    }

    @Test
    void whatWouldCostTooMuchIsMalformed() {
        for (String json : List.of(
                "{\"filters\":" + "[".repeat(50),
                "{\"images\":[{\"name\":\"" + "a".repeat(40_000) + "\"}]}",
                "{\"" + "a".repeat(300) + "\":1}",
                "{\"images\":[{\"name\":" + "1".repeat(200) + "}]}",
                "{\"filters\":[" + "\"aaaaaaaaaaaaaaaa\",".repeat(3000) + "1]}",
                "{\"images\":[{\"name\":\"a\",\"name\":\"b\",\"url\":\"https://e.com\"}]}",
                "{\"mode\":\"strict\",\"mode\":\"lenient\"}")) {
            assertThat(rejections(read(json)))
                    .extracting(Rejection::code)
                    .as(json.substring(0, 20))
                    .contains(RejectionCode.MALFORMED_JSON);
        }
    }

    @Test
    void anImageThatIsCutOffIsDroppedBeforeTheEnd() {
        String begun = "{\"images\":[{\"data\":\"" + GIF_TEXT.substring(0, 120_000);
        List<ManifestLine> lines = read(begun);
        assertThat(lines.reversed().get(1)).isInstanceOf(ImageDropped.class);
        assertThat(lines.getLast()).isInstanceOf(ManifestLine.Unreadable.class);
    }

    /** Whatever is changed in a document: it is malformed to us exactly if it is to a parser that reads all of it. */
    @Test
    void nothingOfTheParsersStrictnessIsLostWhereDataIsReadInItsStead() {
        JsonMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        byte[] document = ("{\"images\":[{\"name\":\"a\",\"data\":\"" + base64(gif(30))
                        + "\"},{\"data\":\"data:image/gif;base64," + base64(gif(20))
                        + "\",\"name\":\"b\"}],\"mode\":\"strict\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] replacements = "\"{}[]:,0a".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] changed = document.clone();
            changed[random.nextInt(changed.length)] = replacements[random.nextInt(replacements.length)];
            List<ManifestLine> lines = readAtOnce(changed);
            boolean malformed = isMalformed(strict, changed);
            if (malformed) {
                assertThat(lines.getLast()).as(text(changed)).isInstanceOf(ManifestLine.Unreadable.class);
            } else {
                assertThat(rejections(lines))
                        .as(text(changed))
                        .extracting(Rejection::code)
                        .doesNotContain(RejectionCode.MALFORMED_JSON);
            }
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static List<ManifestLine> readAtOnce(byte[] json) {
        JsonLines lines = new JsonLines(
                new ByteArrayInputStream(json), JsonRules.of(Manifests.SETTINGS, Manifests.FETCHING, Manifests.EGRESS));
        return Stream.generate(() -> Optional.ofNullable(lines.next()))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    private static boolean isMalformed(JsonMapper mapper, byte[] json) {
        try {
            mapper.readTree(json);
            return false;
        } catch (JacksonException e) {
            return true;
        }
    }

    private static byte[] bytes(List<ManifestLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.stream()
                .filter(ImageBytes.class::isInstance)
                .map(line -> ((ImageBytes) line).bytes())
                .forEach(piece -> {
                    byte[] read = new byte[piece.remaining()];
                    piece.get(read);
                    bytes.writeBytes(read);
                });
        return bytes.toByteArray();
    }

    static byte[] gif(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 6);
        return bytes;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<ManifestLine> read(String json) {
        return Manifests.read(json, ManifestFormat.JSON);
    }
}
