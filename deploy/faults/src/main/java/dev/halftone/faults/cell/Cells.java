package dev.halftone.faults.cell;

import java.util.List;
import java.util.stream.Stream;

/** All cells, in the order in which they are run. */
public final class Cells {

    private Cells() {}

    public static List<Cell> all() {
        return Stream.of(
                        WorkerCells.all(),
                        ApiCells.all(),
                        WebhookCells.all(),
                        InfraCells.all(),
                        KafkaCells.all(),
                        LoadCells.all())
                .flatMap(List::stream)
                .toList();
    }
}
