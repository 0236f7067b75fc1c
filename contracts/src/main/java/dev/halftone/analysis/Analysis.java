package dev.halftone.analysis;

import java.util.Map;

/** One kind of fact about an image: what it is called, what it says and how it is found out. One instance serves all images. */
public interface Analysis {

    /** Lower-case words with hyphens. What was found stays under it: how another result comes about, another name says. */
    String name();

    /** For people: what it says of an image. */
    String description();

    /** What each result looks like, as a JSON Schema (2020-12). */
    Map<String, Object> schema();

    /**
     * The fact, as a {@link dev.halftone.outcome.AnalysisResult} takes it. Of the same bytes it is the same, in whichever process and
     * on whichever machine; of whatever could be decoded, there is one.
     */
    Object of(Picture picture);
}
