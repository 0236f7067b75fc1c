package dev.halftone.egress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** One line of {@code ssrf-cases.tsv}. */
record HostileCase(String kind, String input, String verdict) {

    static Stream<HostileCase> all(String kind, String verdict) {
        return read().stream().filter(line -> line.kind.equals(kind) && line.verdict.equals(verdict));
    }

    private static List<HostileCase> read() {
        JsonMapper json = new JsonMapper();
        try (InputStream file =
                        Objects.requireNonNull(HostileCase.class.getResourceAsStream("/egress/ssrf-cases.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new HostileCase(cells[0], json.readValue(cells[1], String.class), cells[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return input.substring(0, Math.min(60, input.length()));
    }
}
