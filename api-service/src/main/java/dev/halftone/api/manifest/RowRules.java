package dev.halftone.api.manifest;

import dev.halftone.egress.EgressPolicy;
import dev.halftone.egress.InvalidUrlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a row must be. */
final class RowRules {

    private final Columns columns;
    private final CellRules cells;
    private final int maxUrls;
    private final EgressPolicy egress;

    RowRules(Columns columns, CellRules cells, int maxUrls, EgressPolicy egress) {
        this.columns = columns;
        this.cells = cells;
        this.maxUrls = maxUrls;
        this.egress = egress;
    }

    /** @param number what the row is numbered with, if it is valid */
    ManifestLine judge(RawRecord row, int number) {
        if (!isAsWideAsTheHeader(row)) {
            return new ManifestLine.RejectedRow(row.line(), List.of(wrongCellCount(row)));
        }
        List<String> urls = SourceUrls.split(cell(row, Field.IMAGE_URLS));
        List<Rejection> faults = faults(row, urls);
        return faults.isEmpty()
                ? new ManifestLine.ValidRow(
                        number,
                        row.line(),
                        cell(row, Field.SERIAL_NUMBER).strip(),
                        cell(row, Field.PRODUCT_NAME).strip(),
                        urls,
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
        return new Rejection(
                row.line(),
                null,
                RejectionCode.WRONG_CELL_COUNT,
                "The line has " + row.cellCount() + " cells, but the header has " + columns.count()
                        + ". Put a cell that holds the delimiter in double quotes, and leave out no delimiter of an empty cell.");
    }

    private List<Rejection> faults(RawRecord row, List<String> urls) {
        List<Rejection> faults = new ArrayList<>();
        for (int place = 0; place < columns.count(); place++) {
            String cell = row.cells().get(place);
            Optional<CellRules.Fault> fault = cells.check(cell);
            if (fault.isPresent()) {
                faults.add(rejection(row, place, fault.get().code(), fault.get().message()));
            } else if (cell.isBlank()) {
                addMissingValue(row, place, faults);
            } else if (place == columns.placeOf(Field.IMAGE_URLS)) {
                addUrlFaults(row, place, urls, faults);
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

    private void addUrlFaults(RawRecord row, int place, List<String> urls, List<Rejection> faults) {
        if (urls.size() > maxUrls) {
            faults.add(rejection(
                    row,
                    place,
                    RejectionCode.TOO_MANY_URLS,
                    "The cell has " + urls.size() + " URLs, and " + maxUrls
                            + " are accepted. Spread them over several rows."));
            return;
        }
        urls.forEach(url -> urlFault(url)
                .ifPresent(message -> faults.add(rejection(row, place, RejectionCode.INVALID_URL, message))));
    }

    private Optional<String> urlFault(String url) {
        if (url.isEmpty()) {
            return Optional.of("There is no URL between two commas. Remove one of them.");
        }
        try {
            egress.check(url);
            return Optional.empty();
        } catch (InvalidUrlException e) {
            return Optional.of(Quoted.text(url) + " " + e.getMessage());
        }
    }

    private Rejection rejection(RawRecord row, int place, RejectionCode code, String message) {
        return new Rejection(row.lineOf(place), columns.name(place), code, message);
    }

    private String cell(RawRecord row, Field field) {
        return row.cells().get(columns.placeOf(field));
    }
}
