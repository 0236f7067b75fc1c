package dev.halftone.api.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a row must be. */
final class RowRules {

    private final Columns columns;
    private final CellRules cells;
    private final int maxUrls;
    private final UrlRules urls;

    RowRules(Columns columns, CellRules cells, int maxUrls, UrlRules urls) {
        this.columns = columns;
        this.cells = cells;
        this.maxUrls = maxUrls;
        this.urls = urls;
    }

    /** @param number what the row is numbered with, if it is valid */
    ManifestLine judge(RawRecord row, int number) {
        if (!isAsWideAsTheHeader(row)) {
            return new ManifestLine.RejectedRow(row.line(), List.of(wrongCellCount(row)));
        }
        List<String> given = SourceUrls.split(cell(row, Field.IMAGE_URLS));
        List<Rejection> faults = faults(row, given);
        return faults.isEmpty()
                ? new ManifestLine.ValidRow(
                        number,
                        row.line(),
                        cell(row, Field.SERIAL_NUMBER).strip(),
                        cell(row, Field.PRODUCT_NAME).strip(),
                        given,
                        row.cells().subList(0, columns.count()))
                : new ManifestLine.RejectedRow(row.line(), faults);
    }

    /** Blank cells beyond the header's columns are the mark of trailing delimiters. */
    private boolean isAsWideAsTheHeader(RawRecord row) {
        return row.cellCount() == row.cells().size()
                && row.cellCount() >= columns.count()
                && row.cells().stream().skip(columns.count()).allMatch(String::isBlank);
    }

    private Rejection wrongCellCount(RawRecord row) {
        return Rejection.inLine(
                row.line(),
                RejectionCode.WRONG_CELL_COUNT,
                "The line has " + row.cellCount() + " cells, but the header has " + columns.count()
                        + ". Put a cell that holds the delimiter in double quotes, and leave out no delimiter of an empty cell.");
    }

    private List<Rejection> faults(RawRecord row, List<String> given) {
        List<Rejection> faults = new ArrayList<>();
        for (int place = 0; place < columns.count(); place++) {
            String cell = row.cells().get(place);
            Optional<CellRules.Fault> fault = cells.check(cell);
            if (fault.isPresent()) {
                faults.add(rejection(row, place, fault.get().code(), fault.get().message()));
            } else if (cell.isBlank()) {
                addMissingValue(row, place, faults);
            } else if (place == columns.placeOf(Field.IMAGE_URLS)) {
                addUrlFaults(row, place, given, faults);
            }
        }
        return faults;
    }

    private void addMissingValue(RawRecord row, int place, List<Rejection> faults) {
        for (Field field : Field.values()) {
            if (columns.placeOf(field) == place) {
                faults.add(rejection(
                        row,
                        place,
                        RejectionCode.MISSING_VALUE,
                        "The cell is empty. Every row needs a value for '" + field.title() + "'."));
            }
        }
    }

    private void addUrlFaults(RawRecord row, int place, List<String> given, List<Rejection> faults) {
        if (given.size() > maxUrls) {
            faults.add(rejection(
                    row,
                    place,
                    RejectionCode.TOO_MANY_URLS,
                    "The cell has " + given.size() + " URLs, and " + maxUrls
                            + " are accepted. Spread them over several rows."));
            return;
        }
        given.forEach(url ->
                urls.check(url).ifPresent(fault -> faults.add(rejection(row, place, fault.code(), fault.message()))));
    }

    private Rejection rejection(RawRecord row, int place, RejectionCode code, String message) {
        return Rejection.inCell(row.lineOf(place), columns.name(place), code, message);
    }

    private String cell(RawRecord row, Field field) {
        return row.cells().get(columns.placeOf(field));
    }
}
