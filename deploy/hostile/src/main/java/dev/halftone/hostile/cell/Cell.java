package dev.halftone.hostile.cell;

/** One kind of hostility. */
public record Cell(String name, String sentence, Scenario scenario) {

    /** What is given to the system, and what is expected of it. */
    @FunctionalInterface
    public interface Scenario {

        void play(Stage stage) throws Exception;
    }
}
