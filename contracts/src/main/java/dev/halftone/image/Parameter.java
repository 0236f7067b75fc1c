package dev.halftone.image;

import java.util.List;

/** A typed parameter of an operation, with the range of what it takes. */
public sealed interface Parameter {

    String name();

    String description();

    /** What is allowed, for people, as in "a whole number from 1 to 100". */
    String allowed();

    /** A whole number in a closed range. */
    record Whole(String name, int min, int max, String description) implements Parameter {
        @Override
        public String allowed() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** A number in a closed range. */
    record Real(String name, double min, double max, String description) implements Parameter {
        @Override
        public String allowed() {
            return "a number from " + min + " to " + max;
        }
    }

    /** One of a few words. */
    record Choice(String name, List<String> words, String description) implements Parameter {
        @Override
        public String allowed() {
            return "one of " + String.join(", ", words);
        }
    }
}
