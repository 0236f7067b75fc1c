package dev.halftone.api.manifest;

import java.util.List;
import java.util.stream.IntStream;

/** What the header must be. */
record HeaderRules(int maxColumns, CellRules cells) {

    /** All that is wrong with it; nothing if it is good. */
    List<Rejection> faults(RawRecord header) {
        if (header.cellCount() > maxColumns) {
            return List.of(Rejection.inLine(
                    header.line(),
                    RejectionCode.TOO_MANY_COLUMNS,
                    "The header has " + header.cellCount() + " columns, and " + maxColumns
                            + " are accepted. Remove the ones that are not needed."));
        }
        List<Rejection> unreadable = IntStream.range(0, header.cells().size())
                .boxed()
                .flatMap(place -> cells.check(header.cells().get(place)).stream()
                        .map(fault -> Rejection.inLine(header.lineOf(place), fault.code(), fault.message())))
                .toList();
        return unreadable.isEmpty() ? new Columns(header).faults() : unreadable;
    }
}
