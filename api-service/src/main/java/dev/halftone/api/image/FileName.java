package dev.halftone.api.image;

import java.util.regex.Pattern;

/** What a client calls a file, made fit to be shown. */
final class FileName {

    private static final int MAX_LENGTH = 255;
    private static final Pattern DIRECTORIES = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

    private FileName() {}

    /** @param number of the file, by which one without a name is called */
    static String of(String given, int number) {
        String name = UNSHOWN.matcher(DIRECTORIES.matcher(given).replaceFirst(""))
                .replaceAll("")
                .strip();
        if (name.isEmpty()) {
            return "image-" + number;
        }
        int end = name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), MAX_LENGTH));
        return name.substring(0, end);
    }
}
