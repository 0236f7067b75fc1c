package dev.halftone.analysis;

/** A name that is no analysis'. The message is for the client: it names those that exist. */
public final class UnknownAnalysisException extends IllegalArgumentException {

    private static final int LONGEST_SHOWN = 64;

    private final int index;

    UnknownAnalysisException(String name, int index) {
        super("no analysis is called '" + shown(name) + "'; there are " + Analyses.listed());
        this.index = index;
    }

    /** Its place in the list that was given, from 0. */
    public int index() {
        return index;
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    }
}
