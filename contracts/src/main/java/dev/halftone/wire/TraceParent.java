package dev.halftone.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The span of a recorded trace that other work goes on from, written as W3C Trace Context does. */
public record TraceParent(String traceId, String spanId) {

    private static final Pattern RECORDED = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f][13579bdf]");

    /** Null if the text is none, or names a trace that is not recorded. */
    public static @Nullable TraceParent read(@Nullable String text) {
        Matcher found = RECORDED.matcher(text == null ? "" : text);
        return found.matches() ? new TraceParent(found.group(1), found.group(2)) : null;
    }

    /** As a header has it. */
    public String text() {
        return "00-" + traceId + "-" + spanId + "-01";
    }
}
