package dev.halftone.image.geometry;

import java.util.List;

/**
 * Where in an image something lies.
 *
 * @param x from -1 for the left to 1 for the right
 * @param y from -1 for the top to 1 for the bottom
 */
record Gravity(int x, int y) {

    static final List<String> WORDS =
            List.of("north-west", "north", "north-east", "west", "centre", "east", "south-west", "south", "south-east");

    /** @param word one of {@link #WORDS} */
    static Gravity of(String word) {
        int place = WORDS.indexOf(word);
        return new Gravity(place % 3 - 1, place / 3 - 1);
    }

    int left(int width, int outer, int margin) {
        return start(x, width, outer, margin);
    }

    int top(int height, int outer, int margin) {
        return start(y, height, outer, margin);
    }

    private static int start(int side, int length, int outer, int margin) {
        return switch (side) {
            case -1 -> margin;
            case 0 -> (outer - length) / 2;
            default -> outer - length - margin;
        };
    }
}
