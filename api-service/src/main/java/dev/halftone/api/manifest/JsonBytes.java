package dev.halftone.api.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of JSON, one by one, so that a parser and whoever reads a string in its stead are always at the same place. Line by
 * line, the end of a line is the end of the bytes until the next is begun. What fails the bytes is unchecked: it is no fault of the JSON.
 */
@SuppressWarnings("InputStreamSlowMultibyteRead") // for those who take one byte at a time
final class JsonBytes extends InputStream {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream bytes;
    private final boolean lineByLine;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private int line = 1;

    JsonBytes(InputStream bytes, boolean lineByLine) {
        this.bytes = bytes;
        this.lineByLine = lineByLine;
    }

    @Override
    public int read() {
        int next = peek();
        if (next >= 0) {
            position++;
            line += next == '\n' ? 1 : 0;
        }
        return next;
    }

    /** The next byte, which is left to be read; -1 at the end. */
    int peek() {
        if (position == end && !fill()) {
            return -1;
        }
        int next = buffer[position] & 0xff;
        return lineByLine && next == '\n' ? -1 : next;
    }

    /** Goes on behind the end of the line. False if nothing comes there. */
    boolean nextLine() {
        while (position < end || fill()) {
            if (buffer[position++] == '\n') {
                line++;
                return position < end || fill();
            }
        }
        return false;
    }

    /** Whether these bytes come next. */
    boolean startsWith(String ascii) {
        return startsWith(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    void skipByteOrderMark() {
        position += startsWith(MARK) ? MARK.length : 0;
    }

    private boolean startsWith(byte[] expected) {
        while (end - position < expected.length && fill()) {
            // more of them
        }
        return end - position >= expected.length
                && Arrays.equals(buffer, position, position + expected.length, expected, 0, expected.length);
    }

    /** The line that is read, from 1. */
    int line() {
        return line;
    }

    private boolean fill() {
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= position;
        position = 0;
        try {
            int read = bytes.read(buffer, end, buffer.length - end);
            end += Math.max(0, read);
            return read > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
