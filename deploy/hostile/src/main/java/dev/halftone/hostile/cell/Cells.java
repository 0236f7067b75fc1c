package dev.halftone.hostile.cell;

import java.util.List;
import java.util.stream.Stream;

/** All cells, in the order in which they are run. */
public final class Cells {

    private Cells() {}

    public static List<Cell> all() {
        return Stream.of(
                        AddressCells.all(),
                        NameCells.all(),
                        RedirectCells.all(),
                        BodyCells.all(),
                        ImageCells.all(),
                        WebhookCells.all(),
                        BesideCells.all())
                .flatMap(List::stream)
                .toList();
    }
}
