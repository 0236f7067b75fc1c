package dev.halftone.api.manifest;

import static dev.halftone.api.manifest.Manifests.HEADER;
import static dev.halftone.api.manifest.Manifests.faults;
import static dev.halftone.api.manifest.Manifests.read;
import static dev.halftone.api.manifest.Manifests.validRow;
import static dev.halftone.api.manifest.Manifests.validRows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.manifest.ManifestLine.Header;
import dev.halftone.api.manifest.ManifestLine.ValidRow;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ManifestReaderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void readsTheHeaderAndEveryRowInOrder() {
        assertThat(read(HEADER + """
                1,Beanie,https://cdn.example.com/a.png
                2,Blue Plimsolls,"https://cdn.example.com/b.png, https://cdn.example.com/c.png"
                """))
                .containsExactly(
                        new Header(List.of("S. No.", "Product Name", "Input Image Urls")),
                        new ValidRow(
                                1,
                                2,
                                "1",
                                "Beanie",
                                List.of("https://cdn.example.com/a.png"),
                                List.of("1", "Beanie", "https://cdn.example.com/a.png")),
                        new ValidRow(
                                2,
                                3,
                                "2",
                                "Blue Plimsolls",
                                List.of("https://cdn.example.com/b.png", "https://cdn.example.com/c.png"),
                                List.of(
                                        "2",
                                        "Blue Plimsolls",
                                        "https://cdn.example.com/b.png, https://cdn.example.com/c.png")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S. No.,Product Name,Input Image Urls",
                "S.No,product_name,input_image_urls",
                "Serial Number,PRODUCT NAME,Image Url",
                "serial_no,ProductName,Image Src",
                " S No , Product.Name ,INPUT IMAGE URL",
                "\ufeffS. No.,Product Name,Input Image Urls",
                "\ufeff\"S. No.\",\"Product Name\",\"Input Image Urls\"",
            })
    void findsTheColumnsHoweverTheyAreWritten(String header) {
        ValidRow row = validRow(header + "\n7,Mug,https://e.com/m.png\n");
        assertThat(row.serialNumber()).isEqualTo("7");
        assertThat(row.productName()).isEqualTo("Mug");
        assertThat(row.sources()).containsExactly("https://e.com/m.png");
    }

    @Test
    void findsTheColumnsInAnyOrderAndCarriesTheOthersUntouched() {
        String csv =
                "Colour,Input Image Urls, Note ,Product Name,S. No.\n\" deep, red\",https://e.com/m.png, x ,Mug,7\n";
        assertThat(read(csv).getFirst())
                .isEqualTo(new Header(List.of("Colour", "Input Image Urls", " Note ", "Product Name", "S. No.")));
        assertThat(validRow(csv).cells()).containsExactly(" deep, red", "https://e.com/m.png", " x ", "Mug", "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryKindOfLineEnd(String end) {
        String csv = String.join(
                end, "S. No.,Product Name,Input Image Urls", "1,A,https://e.com/a", "", "2,B,https://e.com/b");
        assertThat(validRows(csv)).extracting(ValidRow::line).containsExactly(2, 4);
        assertThat(validRows(csv)).extracting(ValidRow::number).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void readsTheDelimiterThatTheHeaderShows(String delimiter) {
        String csv = "S. No.,Product Name,Input Image Urls\n1,Mug,\"https://e.com/a,https://e.com/b\"\n";
        String other = csv.replaceAll(",(?!https)", delimiter);
        assertThat(validRow(other).sources()).containsExactly("https://e.com/a", "https://e.com/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void readsUtf16WithItsByteOrderMark(String encoding) {
        byte[] csv = ("\ufeff" + HEADER.replace(',', '\t') + "1\tMütze 帽\thttps://e.com/a.png\r\n")
                .getBytes(Charset.forName(encoding));
        for (int size : new int[] {1, 3, csv.length}) {
            assertThat(Manifests.validRows(Manifests.read(Manifests.chunks(csv, size), Manifests.SETTINGS)))
                    .singleElement()
                    .satisfies(row -> assertThat(row.productName()).isEqualTo("Mütze 帽"));
        }
    }

    @Test
    void readsQuotedLineBreaksAndDoubledQuotes() {
        ValidRow row = validRow(HEADER + "1,\"The \"\"big\"\"\nmug\",\"https://e.com/a,\nhttps://e.com/b\"\n");
        assertThat(row.productName()).isEqualTo("The \"big\"\nmug");
        assertThat(row.sources()).containsExactly("https://e.com/a", "https://e.com/b");
    }

    @Test
    void skipsBlankLinesAndTrailingDelimiters() {
        List<ValidRow> rows = validRows(
                "S. No.,Product Name,Input Image Urls,,\n\n1,A,https://e.com/a,,\n,,,,\n   \n2,B,https://e.com/b,,\n");
        assertThat(rows).extracting(ValidRow::line).containsExactly(3, 6);
        assertThat(rows.getFirst().cells()).containsExactly("1", "A", "https://e.com/a");
    }

    @Test
    void acceptsEqualSerialNumbersForTheyAreLabels() {
        assertThat(validRows(HEADER + "1,A,https://e.com/a\n1,B,https://e.com/b\n"))
                .hasSize(2);
    }

    @Test
    void readsTheSameLinesHoweverTheBytesAreCut() {
        byte[] csv = (HEADER
                        + "1,Gl\u00fchwein \ud83c\udf77,https://e.com/a\n2,\"quoted\r\n\"\"cell\"\"\",https://e.com/b\n3,,nope\n\n4,\"open,")
                .getBytes(StandardCharsets.UTF_8);
        List<ManifestLine> whole = read(Manifests.chunks(csv, csv.length), Manifests.SETTINGS);
        assertThat(faults(whole))
                .containsExactly(
                        "5:Product Name:missing_value",
                        "5:Input Image Urls:invalid_url",
                        "7:Product Name:unclosed_quote");
        for (int size = 1; size < 20; size++) {
            assertThat(read(Manifests.chunks(csv, size), Manifests.SETTINGS)).isEqualTo(whole);
        }
    }

    @Test
    void readsNoFurtherThanItsLinesAreAskedFor() {
        AtomicLong buffers = new AtomicLong();
        byte[] line = "1,Mug,https://e.com/m.png\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Flux<DataBuffer> endless = Flux.concat(
                        Flux.just(HEADER.getBytes(StandardCharsets.UTF_8)),
                        Flux.just(line).repeat())
                .doOnNext(_ -> buffers.incrementAndGet())
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
        new ManifestReader(Manifests.SETTINGS, Manifests.FETCHING, Manifests.EGRESS)
                .read(endless, ManifestFormat.CSV, Schedulers.boundedElastic())
                .as(lines -> StepVerifier.create(lines, 500))
                .expectNextCount(500)
                .thenCancel()
                .verify(TIMEOUT);
        assertThat(buffers.get()).isLessThan(40);
    }

    @Test
    void failsWithWhatFailedTheBytes() {
        IllegalStateException gone = new IllegalStateException("the client has gone");
        Flux<DataBuffer> cut = Manifests.chunks((HEADER + "1,A,https://e.com/a\n").getBytes(StandardCharsets.UTF_8), 16)
                .concatWith(Flux.error(gone));
        new ManifestReader(Manifests.SETTINGS, Manifests.FETCHING, Manifests.EGRESS)
                .read(cut, ManifestFormat.CSV, Schedulers.boundedElastic())
                .as(StepVerifier::create)
                .thenConsumeWhile(_ -> true)
                .expectErrorSatisfies(error -> assertThat(error).isSameAs(gone))
                .verify(TIMEOUT);
    }
}
