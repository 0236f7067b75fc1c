package dev.halftone.api.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The URLs in a cell: separated by commas, of which a URL itself may hold some. */
final class SourceUrls {

    /** A comma separates if white space, another comma or a scheme follows, or nothing; else it is the URL's own. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?=\\s|,|$|[A-Za-z][A-Za-z0-9+.-]*://)");

    private SourceUrls() {}

    /** Each without the white space around it; one that is empty between two commas is kept, a comma at the end is not. */
    static List<String> split(String cell) {
        return Arrays.stream(SEPARATOR.split(cell.strip())).map(String::strip).toList();
    }
}
