package dev.halftone.api.manifest;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Text line by line (CRLF, LF or CR), of which one character more than the limit is kept. Reading blocks. */
final class LineReader {

    private final ManifestText text;
    private final int limit;
    private final char[] buffer = new char[8192];
    private int position;
    private int end;
    private int number;
    private boolean carriageReturn;

    LineReader(InputStream bytes, int limit) throws IOException {
        this.text = new ManifestText(bytes);
        this.limit = limit;
        text.skipByteOrderMark();
    }

    /** The next line without its end; none at the end of the text. */
    @Nullable
    String next() throws IOException {
        int next = read();
        if (carriageReturn && next == '\n') {
            next = read();
        }
        if (next == -1) {
            return null;
        }
        number++;
        StringBuilder line = new StringBuilder();
        while (next != -1 && next != '\n' && next != '\r') {
            if (line.length() <= limit) {
                line.append((char) next);
            }
            next = read();
        }
        carriageReturn = next == '\r';
        return line.toString();
    }

    /** Of the line that was read last, from 1. */
    int number() {
        return number;
    }

    private int read() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, text.read(buffer, 0, buffer.length));
        }
        return end == 0 ? -1 : buffer[position++];
    }
}
