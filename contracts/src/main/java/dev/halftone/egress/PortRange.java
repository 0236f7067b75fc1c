package dev.halftone.egress;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports from the first to the last, both included. */
record PortRange(int first, int last) {

    private static final int HIGHEST = 65_535;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    PortRange {
        if (first < 1 || last < first || last > HIGHEST) {
            throw new IllegalArgumentException("ports " + first + " to " + last + " are no range within 1 to 65535");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is no port and no range */
    static PortRange parse(String text) {
        Matcher parts = RANGE.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no port; write it as 443 or 8000-8999");
        }
        int first = Integer.parseInt(parts.group(1));
        return new PortRange(first, parts.group(2) == null ? first : Integer.parseInt(parts.group(2)));
    }

    boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
