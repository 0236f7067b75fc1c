package dev.halftone.api.manifest;

import dev.halftone.egress.EgressPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV: a header, and a row in each line. */
final class CsvLines implements ManifestLines {

    private final RecordReader records;
    private final ManifestSettings settings;
    private final CellRules cells;
    private final UrlRules urls;

    private @Nullable Columns columns;
    private @Nullable RowRules rules;
    private boolean ended;
    private int rows;
    private int validRows;

    CsvLines(InputStream bytes, ManifestSettings settings, EgressPolicy egress) throws IOException {
        this.records = new RecordReader(bytes, settings.maxColumns(), settings.maxCellLength());
        this.settings = settings;
        this.cells = new CellRules("cell", settings.maxCellLength());
        this.urls = new UrlRules(egress);
    }

    @Override
    public @Nullable ManifestLine next() {
        if (ended) {
            return null;
        }
        try {
            RawRecord row = nextRow();
            ManifestLine line = row == null ? end() : rules == null ? header(row) : row(row, rules);
            ended = line == null || line instanceof ManifestLine.Unreadable;
            return line;
        } catch (BrokenCsvException e) {
            ended = true;
            return broken(e);
        }
    }

    private @Nullable RawRecord nextRow() throws BrokenCsvException {
        RawRecord record = records.next();
        while (record != null && record.isBlank()) {
            record = records.next();
        }
        return record;
    }

    private ManifestLine header(RawRecord header) {
        List<Rejection> faults = new HeaderRules(settings.maxColumns(), cells).faults(header);
        if (!faults.isEmpty()) {
            return new ManifestLine.Unreadable(faults);
        }
        Columns read = new Columns(header);
        columns = read;
        rules = new RowRules(read, cells, settings.maxUrlsPerRow(), urls);
        return new ManifestLine.Header(read.names());
    }

    private ManifestLine row(RawRecord row, RowRules judge) {
        if (++rows > settings.maxRows()) {
            return unreadable(
                    row.line(),
                    RejectionCode.TOO_MANY_ROWS,
                    "The manifest has more than " + settings.maxRows() + " rows. Split it into several.");
        }
        ManifestLine line = judge.judge(row, validRows + 1);
        if (line instanceof ManifestLine.ValidRow) {
            validRows++;
        }
        return line;
    }

    private @Nullable ManifestLine end() {
        if (rows > 0) {
            return null;
        }
        String found = columns == null ? "The manifest is empty" : "The manifest has a header, but no row";
        return unreadable(
                1,
                RejectionCode.EMPTY_MANIFEST,
                found
                        + ". Send a header with the columns 'S. No.', 'Product Name' and 'Input Image Urls', and a line for each product.");
    }

    private ManifestLine broken(BrokenCsvException broken) {
        RawRecord soFar = broken.soFar();
        int place = soFar.cellCount();
        String column = columns == null ? null : columns.name(place);
        return ManifestLine.Unreadable.because(
                Rejection.inCell(soFar.lineOf(place), column, broken.code(), message(broken.code())));
    }

    private String message(RejectionCode code) {
        return switch (code) {
            case UNCLOSED_QUOTE ->
                "The cell begins with a double quote that is never closed. Close it; write a double quote inside a quoted cell twice.";
            case STRAY_QUOTE ->
                "Text follows the double quote that closes the cell. Write a double quote inside a quoted cell twice.";
            case CELL_TOO_LONG -> cells.tooLong() + " If it looks short, look for a double quote that is not closed.";
            default -> throw new IllegalArgumentException("a CSV is not broken by " + code);
        };
    }

    private static ManifestLine unreadable(int line, RejectionCode code, String message) {
        return ManifestLine.Unreadable.because(Rejection.inLine(line, code, message));
    }
}
