package dev.halftone.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class CsvSpectrumTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();
    private static final TypeReference<List<Map<String, String>>> RECORDS = new TypeReference<>() {};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comma_in_quotes",
                "empty",
                "empty_crlf",
                "escaped_quotes",
                "json",
                "newlines",
                "newlines_crlf",
                "quotes_and_newlines",
                "simple",
                "simple_crlf",
                "utf8"
            })
    void readsWhatTheConformancePairExpects(String name) throws Exception {
        assertThat(records(csv(name))).isEqualTo(MAPPER.readValue(resource(name + ".json"), RECORDS));
    }

    /** Its expected telephone number is not the one in its CSV, so the cells are compared here. */
    @Test
    void readsQuotesInsideAnUnquotedCellAsText() throws Exception {
        assertThat(records(csv("location_coordinates")).getFirst())
                .containsEntry("Location Coordinates", "37\ufffd36'37.8\"N 121\ufffd2'17.9\"W")
                .containsEntry("Counties", "Stanislaus");
    }

    /** The pairs named crlf were checked out with LF; what they are about is put back. */
    private static byte[] csv(String name) throws IOException {
        byte[] bytes = resource(name + ".csv");
        return name.endsWith("_crlf")
                ? new String(bytes, StandardCharsets.UTF_8)
                        .replaceAll("\r?\n", "\r\n")
                        .getBytes(StandardCharsets.UTF_8)
                : bytes;
    }

    private static List<Map<String, String>> records(byte[] csv) throws IOException, BrokenCsvException {
        RecordReader reader = new RecordReader(new ByteArrayInputStream(csv), 10, 1000);
        RawRecord header = Objects.requireNonNull(reader.next());
        List<Map<String, String>> records = new ArrayList<>();
        for (RawRecord record = reader.next(); record != null; record = reader.next()) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int place = 0; place < header.cellCount(); place++) {
                cells.put(header.cells().get(place), record.cells().get(place));
            }
            records.add(cells);
        }
        return records;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = CsvSpectrumTest.class.getResourceAsStream("/manifests/csv-spectrum/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }
}
