package dev.halftone.faults.cell;

/**
 * One fault at one moment.
 *
 * @param smoke whether it belongs to the short run
 */
public record Cell(String name, String sentence, boolean smoke, Scenario scenario) {

    static Cell smoke(String name, String sentence, Scenario scenario) {
        return new Cell(name, sentence, true, scenario);
    }

    static Cell full(String name, String sentence, Scenario scenario) {
        return new Cell(name, sentence, false, scenario);
    }
}
