package dev.halftone.api.manifest;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A record of the CSV before it is judged.
 *
 * @param line where it begins, from 1
 * @param cells as written, without their quotes
 * @param cellCount how many it has, which may be more than are held
 */
record RawRecord(int line, List<String> cells, int cellCount) {

    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");

    /** Where a cell begins: cells before it may hold line breaks. */
    int lineOf(int cell) {
        return line + cells.stream().limit(cell).mapToInt(RawRecord::lineBreaks).sum();
    }

    boolean isBlank() {
        return cellCount == cells.size() && cells.stream().allMatch(String::isBlank);
    }

    private static int lineBreaks(String cell) {
        return Math.toIntExact(LINE_BREAK.matcher(cell).results().count());
    }
}
