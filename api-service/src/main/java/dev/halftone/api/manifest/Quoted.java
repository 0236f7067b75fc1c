package dev.halftone.api.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** What a client sent, shortened, to be shown in a message. */
final class Quoted {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 12;

    private Quoted() {}

    static String text(String text) {
        return "'" + shortened(text) + "'";
    }

    static String list(List<String> texts) {
        String shown = texts.stream().limit(LONGEST_LIST).map(Quoted::text).collect(Collectors.joining(", "));
        return texts.size() > LONGEST_LIST ? shown + " and " + (texts.size() - LONGEST_LIST) + " more" : shown;
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "…";
    }
}
