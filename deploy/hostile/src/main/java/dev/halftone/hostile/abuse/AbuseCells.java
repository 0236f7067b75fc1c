package dev.halftone.hostile.abuse;

import dev.halftone.hostile.cell.Cell;
import java.util.List;
import java.util.stream.Stream;

/** Every way of abusing the api that is tried, in the order in which they are. */
public final class AbuseCells {

    private AbuseCells() {}

    public static List<Cell> all() {
        return Stream.of(HeadCells.all(), ConnectionCells.all(), UploadCells.all(), IdentityCells.all())
                .flatMap(List::stream)
                .toList();
    }
}
