package dev.halftone.api.manifest;

import dev.halftone.api.manifest.CellRules.Fault;
import dev.halftone.egress.EgressPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list of URLs, one in each line. Blank lines are left out, and those that begin with {@code #}. */
final class TextLines implements ManifestLines {

    private static final ManifestLine.Header HEADER = new ManifestLine.Header(List.of(Field.IMAGE_URLS.title()));

    private final LineReader lines;
    private final int maxRows;
    private final CellRules text;
    private final UrlRules urls;

    private boolean begun;
    private boolean ended;
    private int rows;
    private int validRows;

    TextLines(InputStream bytes, ManifestSettings settings, EgressPolicy egress) throws IOException {
        this.lines = new LineReader(bytes, settings.maxCellLength());
        this.maxRows = settings.maxRows();
        this.text = new CellRules("line", settings.maxCellLength());
        this.urls = new UrlRules(egress);
    }

    @Override
    public @Nullable ManifestLine next() throws IOException {
        if (ended) {
            return null;
        }
        if (!begun) {
            begun = true;
            return HEADER;
        }
        String line = lines.next();
        while (line != null && (line.isBlank() || line.stripLeading().startsWith("#"))) {
            line = lines.next();
        }
        ManifestLine read = line == null ? end() : row(line.strip());
        ended = read == null || read instanceof ManifestLine.Unreadable;
        return read;
    }

    private ManifestLine row(String url) {
        if (++rows > maxRows) {
            return unreadable(
                    RejectionCode.TOO_MANY_ROWS,
                    "The manifest has more than " + maxRows + " URLs. Split it into several.");
        }
        Optional<Fault> fault = text.check(url).or(() -> urls.check(url));
        if (fault.isEmpty()) {
            return new ManifestLine.ValidRow(
                    ++validRows, lines.number(), Integer.toString(lines.number()), "", List.of(url), List.of(url));
        }
        if (rows == 1 && isHeaderOfCsv(url)) {
            return unreadable(
                    RejectionCode.INVALID_URL,
                    "The line is no URL, but looks like the header of a CSV. Send a CSV as text/csv, or in a file whose name ends with '.csv'.");
        }
        return new ManifestLine.RejectedRow(
                lines.number(),
                List.of(Rejection.inLine(
                        lines.number(), fault.get().code(), fault.get().message())));
    }

    private static boolean isHeaderOfCsv(String line) {
        String delimiter = String.valueOf(Delimiter.of(line).character());
        return Arrays.stream(line.replace("\"", "").split(delimiter, -1))
                .map(Field::of)
                .anyMatch(Optional.of(Field.IMAGE_URLS)::equals);
    }

    private @Nullable ManifestLine end() {
        return rows > 0
                ? null
                : unreadable(RejectionCode.EMPTY_MANIFEST, "The manifest has no URL. Send one in each line.");
    }

    private ManifestLine unreadable(RejectionCode code, String message) {
        return ManifestLine.Unreadable.because(Rejection.inLine(Math.max(1, lines.number()), code, message));
    }
}
