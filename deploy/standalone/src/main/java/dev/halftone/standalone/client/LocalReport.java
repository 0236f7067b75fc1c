package dev.halftone.standalone.client;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A report whose output URLs lead to files of this machine. */
final class LocalReport {

    private static final String OUTPUTS = "Output Image Urls";

    private LocalReport() {}

    /** Rewrites the output columns, and nothing else. */
    static void pointToCopies(Path report, LocalCopies copies) throws IOException {
        Path draft = report.resolveSibling(report.getFileName() + ".part");
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(report);
                CsvWriter writer =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(draft)) {
            List<String> header = List.of();
            for (CsvRecord line : reader) {
                if (header.isEmpty()) {
                    header = line.getFields();
                    writer.writeRecord(header);
                } else {
                    writer.writeRecord(rewritten(line.getFields(), header, copies));
                }
            }
        }
        Files.move(draft, report, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> rewritten(List<String> fields, List<String> header, LocalCopies copies) {
        List<String> rewritten = new ArrayList<>(fields);
        for (int column = 0; column < fields.size(); column++) {
            if (header.get(column).startsWith(OUTPUTS)) {
                rewritten.set(column, rewritten(fields.get(column), copies));
            }
        }
        return rewritten;
    }

    private static String rewritten(String cell, LocalCopies copies) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .map(url -> url.isEmpty() ? url : copies.urlOf(url))
                .collect(Collectors.joining(","));
    }
}
