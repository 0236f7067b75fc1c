package dev.halftone.api.manifest;

import java.io.Writer;
import tools.jackson.core.exc.StreamConstraintsException;

/** Text up to a limit. More of it is a fault of the JSON that it is copied from. */
final class LimitedWriter extends Writer {

    private final StringBuilder text = new StringBuilder();
    private final int limit;

    LimitedWriter(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        if (length > limit - text.length()) {
            throw new StreamConstraintsException("a value has more than " + limit + " characters");
        }
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {
        // it is all there
    }

    @Override
    public void close() {
        // and stays
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
