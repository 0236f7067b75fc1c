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
                        StoreCells.all(),
                        DiskCells.all(),
                        KafkaCells.all(),
                        LoadCells.all(),
                        DeathCells.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those of the short run. */
    public static List<Cell> smoke() {
        return all().stream().filter(Cell::smoke).toList();
    }
}
