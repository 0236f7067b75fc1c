package dev.halftone.api.job.report;

import java.util.regex.Pattern;

/** A cell that a spreadsheet shows rather than runs. */
final class SpreadsheetCell {

    private static final String STARTS_A_FORMULA = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)*%?");

    private SpreadsheetCell() {}

    /** The text, after an apostrophe if it would be run. A number is none, whatever its sign. */
    static String of(String text) {
        return !text.isEmpty()
                        && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0
                        && !NUMBER.matcher(text).matches()
                ? "'" + text
                : text;
    }
}
