package dev.halftone.api.job.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.halftone.api.job.Job;
import dev.halftone.api.job.image.ImageStatus;
import dev.halftone.image.Rendition;
import java.io.StringWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as RFC 4180 text: the manifest's own columns, one of output URLs for each rendition, the status and the failures.
 *
 * @param urlOf from an object's key
 */
record ReportCsv(Job job, UnaryOperator<String> urlOf) {

    private static final String URLS = "Output Image Urls";

    String header() {
        List<Rendition> renditions = job.renditions();
        Stream<String> outputs = renditions.size() == 1
                ? Stream.of(URLS)
                : renditions.stream().map(rendition -> URLS + " (" + rendition.name() + ")");
        return text(Stream.of(cells(job.columns(), outputs, Stream.of("Status", "Failures"))));
    }

    String rows(List<ReportRow> rows) {
        return text(rows.stream().map(this::line));
    }

    private List<String> line(ReportRow row) {
        Stream<String> outputs = job.renditions().stream().map(rendition -> urls(row, rendition));
        return cells(row.cells(), outputs, Stream.of(row.status(), failures(row)));
    }

    private String urls(ReportRow row, Rendition rendition) {
        String pipeline = rendition.pipeline().fingerprint();
        return row.images().stream()
                .flatMap(image -> image.files().stream())
                .filter(file -> file.pipeline().equals(pipeline))
                .map(file -> urlOf.apply(file.key()))
                .collect(Collectors.joining(","));
    }

    private static String failures(ReportRow row) {
        return row.images().stream()
                .filter(image -> image.status() == ImageStatus.FAILED)
                .map(ReportImage::failure)
                .collect(Collectors.joining("; "));
    }

    private static List<String> cells(List<String> own, Stream<String> outputs, Stream<String> ends) {
        return Stream.of(own.stream(), outputs, ends)
                .flatMap(cells -> cells)
                .map(SpreadsheetCell::of)
                .toList();
    }

    private static String text(Stream<List<String>> lines) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(text);
        lines.forEach(csv::writeRecord);
        return text.toString();
    }
}
