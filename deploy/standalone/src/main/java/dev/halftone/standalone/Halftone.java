package dev.halftone.standalone;

/** The command line. */
public final class Halftone {

    private Halftone() {}

    public static void main(String... args) {}
}
