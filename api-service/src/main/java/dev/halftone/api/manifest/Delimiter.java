package dev.halftone.api.manifest;

import java.util.Arrays;
import java.util.Comparator;

/** What stands between the cells of a line. The comma, unless the header shows another. */
enum Delimiter {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char character;

    Delimiter(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }

    /** The one that occurs most often outside of quotes; the comma when in doubt. */
    static Delimiter of(String header) {
        String unquoted = header.replaceAll("\"[^\"]*\"?", "");
        return Arrays.stream(values())
                .max(Comparator.comparingLong((Delimiter delimiter) -> delimiter.occurrences(unquoted))
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(COMMA);
    }

    private long occurrences(String text) {
        return text.chars().filter(each -> each == character).count();
    }
}
