package dev.halftone.faults.cell;

/** What happens in a cell: work is given, the fault comes at its moment, and what it broke of the infra is mended. */
@FunctionalInterface
public interface Scenario {

    /** @throws NotHitException if the fault did not come about */
    void play(Stage stage) throws Exception;
}
